import { type ExportFormat, reportDocument } from '../../locales/report-document.ts'
import type { Texts } from '../../locales/texts.ts'
import type { CostReport } from '../../report/cost-report.ts'
import { daysOf } from '../../report/period-range.ts'
import type { OutgoingMessage } from './message.ts'

/** Longer documents go into a file. With the fence it stays below the 2,000 characters of a message. */
const inlineMaxCharacters = 1_900

const extensions = { markdown: 'md', csv: 'csv', json: 'json' } as const satisfies Record<
  ExportFormat,
  string
>

/** A report as a document: short ones as a code block, others as a file `cost_report_<days>days.<ext>`. */
export function reportExport(
  report: CostReport,
  format: ExportFormat,
  { texts, displayName }: { readonly texts: Texts; readonly displayName: string | undefined },
): OutgoingMessage {
  const document = reportDocument(report, format, texts, displayName)
  const extension = extensions[format]
  const days = daysOf(report.range, report.timeZone).length
  // A fence inside would end the block.
  if (document.length <= inlineMaxCharacters && !document.includes('```'))
    return { content: `\`\`\`${extension}\n${document.trimEnd()}\n\`\`\`` }
  const title = texts.t('report.exportTitle', { days: texts.t('common.days', { count: days }) })
  return {
    content: `**${title}** · ${texts.t('report.exportAttached')}`,
    files: [{ name: `cost_report_${days}days.${extension}`, data: Buffer.from(document) }],
  }
}
