import type { Logger } from 'pino'
import type { Texts } from '../../../locales/texts.ts'
import { jobIn } from '../../../workers/job.ts'
import type { Workers } from '../../../workers/workers.ts'
import type { Picture } from '../render/cost-report-message.ts'
import { type ChartedReport, chartDescription, isWorthAChart, spendChart } from './spend-chart.ts'

const drawingJob = jobIn<typeof import('./drawing-job.ts')>(new URL('./drawing-job.ts', import.meta.url), {
  cpuTimeMs: 10_000,
})

/** The days of a report as a picture; undefined where a number says as much, or it cannot be drawn here. */
export async function drawChart(
  report: ChartedReport,
  { workers, texts, log }: { readonly workers: Workers; readonly texts: Texts; readonly log: Logger },
): Promise<Picture | undefined> {
  if (!isWorthAChart(report)) return undefined
  try {
    const png = await workers.run(drawingJob, spendChart(report, texts))
    return { name: 'spend.png', data: Buffer.from(png), description: chartDescription(report, texts) }
  } catch (error) {
    // The drawer is a binary that a platform may lack: days are shown as text then.
    log.warn({ err: error }, 'a chart could not be drawn')
    return undefined
  }
}
