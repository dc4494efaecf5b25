import { daysText } from '../../locales/days-text.ts'
import { type ExportFormat, reportDocument } from '../../locales/report-document.ts'
import type { Texts } from '../../locales/texts.ts'
import type { CostReport } from '../../report/cost-report.ts'
import { daysOf } from '../../report/period-range.ts'
import type { OutgoingMessage } from './message.ts'

const extensions = { markdown: 'md', csv: 'csv', json: 'json', jsonl: 'jsonl' } as const satisfies Record<
  ExportFormat,
  string
>

/** A report as a file `cost_report_<days>days.<ext>`, with the days that it is about. */
export function reportExport(
  report: CostReport,
  format: ExportFormat,
  { texts, displayName }: { readonly texts: Texts; readonly displayName: string | undefined },
): OutgoingMessage {
  const { range, timeZone } = report
  const document = reportDocument(report, format, texts, displayName)
  const days = daysOf(range, timeZone).length
  const title = texts.t('report.exportTitle', { days: texts.t('common.days', { count: days }) })
  return {
    content: `**${title}** · ${daysText(range, timeZone, texts)}`,
    files: [{ name: `cost_report_${days}days.${extensions[format]}`, data: Buffer.from(document) }],
  }
}
