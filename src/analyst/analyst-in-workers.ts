import type { AnalysisExtent, TextAnalysis } from '../brief/analysis.ts'
import { jobIn } from '../workers/job.ts'
import type { Workers } from '../workers/workers.ts'
import type { AnalyseOptions } from './extractive-analyst.ts'

/** Rises when the same text may be analysed otherwise than before. */
export const analystVersion = 4

/** The built-in analyst, wherever it works. */
export interface Analyst {
  /**
   * See `ExtractiveAnalyst`.
   *
   * @throws {WorkFailedError}; the signal's reason when it is aborted
   */
  analyse(
    text: string,
    extent: AnalysisExtent,
    options?: AnalyseOptions,
  ): TextAnalysis | Promise<TextAnalysis>
}

const analysisJob = jobIn<typeof import('./analysis-job.ts')>(new URL('./analysis-job.ts', import.meta.url))

/** The built-in analyst in a process of its own: loading its model alone takes a quarter of a second. */
export function analystIn(workers: Workers): Analyst {
  return {
    analyse: (text, extent, { signal, ...options } = {}) =>
      workers.run(analysisJob, { text, extent, options }, signal),
  }
}
