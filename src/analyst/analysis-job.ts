import type { AnalysisExtent, TextAnalysis } from '../brief/analysis.ts'
import { type AnalyseOptions, createExtractiveAnalyst } from './extractive-analyst.ts'

const analyst = createExtractiveAnalyst()

export interface AnalysisTask {
  readonly text: string
  readonly extent: AnalysisExtent
  readonly options: AnalyseOptions
}

/** One analysis by the built-in analyst: see `analystIn`. */
export function work({ text, extent, options }: AnalysisTask): TextAnalysis {
  return analyst.analyse(text, extent, options)
}
