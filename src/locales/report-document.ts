import { directMessagesDefault, type Subject } from '../ledger/subject.ts'
import { formatUsd } from '../money/format.ts'
import { type Breakdown, breakdowns, type CostReport, type ReportRow } from '../report/cost-report.ts'
import { isWatchAccount } from '../servers/watch-account.ts'
import { costReportToJson } from '../wire/cost-report.ts'
import { reportToCsv } from '../wire/report-csv.ts'
import { reportToJsonLines } from '../wire/report-json-lines.ts'
import { breakdownName } from './breakdown-name.ts'
import { daysText } from './days-text.ts'
import { escapedMarkdown, markdownTable } from './markdown-table.ts'
import type { Texts } from './texts.ts'

export const exportFormats = ['markdown', 'csv', 'json', 'jsonl'] as const
export type ExportFormat = (typeof exportFormats)[number]

/**
 * A report as a document: Markdown in the reader's language, the others in that of programs. It ends without a line break, but in
 * CSV with one, as RFC 4180 has it. `displayName`: what people call the subject, where that is known.
 */
export function reportDocument(
  report: CostReport,
  format: ExportFormat,
  texts: Texts,
  displayName?: string,
): string {
  switch (format) {
    case 'markdown':
      return reportMarkdown(report, displayName ?? subjectName(report.subject, texts), texts)
    case 'csv':
      return reportToCsv(report)
    case 'json':
      return JSON.stringify(costReportToJson(report))
    case 'jsonl':
      return reportToJsonLines(report)
    default:
      return format satisfies never
  }
}

/** Amounts are exact, and in US dollars, as the books are. */
function reportMarkdown(report: CostReport, name: string, texts: Texts): string {
  const { totals, local, by, days, timeZone, range } = report
  const facts: readonly (readonly [string, string])[] = [
    [texts.t('report.total'), formatUsd(totals.costNanoUsd, 'exact')],
    [texts.t('report.document.confirmed'), formatUsd(report.confirmedNanoUsd, 'exact')],
    [texts.t('report.document.estimated'), formatUsd(totals.estimatedNanoUsd, 'exact')],
    [texts.t('report.document.unresolved'), formatUsd(totals.unresolvedNanoUsd, 'exact')],
    [texts.t('report.document.calls'), texts.number(totals.calls)],
    [texts.t('report.document.failedCalls'), texts.number(totals.failedCalls)],
    [texts.t('report.document.tokensIn'), texts.number(totals.inputTokens)],
    [texts.t('report.document.tokensOut'), texts.number(totals.outputTokens)],
    [texts.t('report.document.localCalls'), texts.number(local.calls)],
    [texts.t('report.document.localTokens'), texts.number(local.inputTokens + local.outputTokens)],
  ]
  const sections = breakdowns.flatMap((breakdown) =>
    by[breakdown].length === 0
      ? []
      : [`## ${texts.t(`report.by.${breakdown}`)}`, breakdownTable(breakdown, by[breakdown], texts)],
  )
  const title = texts.t('report.document.title', {
    subject: name,
    days: daysText(range, timeZone, texts),
  })
  return [
    `# ${escapedMarkdown(title)}`,
    escapedMarkdown(texts.t('report.document.about', { timeZone })),
    markdownTable(['', ''], facts),
    ...sections,
    `## ${texts.t('report.by.day')}`,
    markdownTable(
      [texts.t('report.document.day'), texts.t('report.document.cost')],
      days.map(({ date, costNanoUsd }) => [date, formatUsd(costNanoUsd, 'exact')]),
    ),
  ].join('\n\n')
}

function breakdownTable(breakdown: Breakdown, rows: readonly ReportRow[], texts: Texts): string {
  return markdownTable(
    [
      texts.t('report.document.name'),
      texts.t('report.document.cost'),
      texts.t('report.document.share'),
      texts.t('report.document.calls'),
      texts.t('report.document.failed'),
    ],
    rows.map((row) => [
      breakdownName(breakdown, row.name, texts),
      formatUsd(row.costNanoUsd, 'exact'),
      texts.percent(row.sharePercent),
      texts.number(row.calls),
      texts.number(row.failedCalls),
    ]),
  )
}

function subjectName(subject: Subject, texts: Texts): string {
  if (subject.kind === 'bot') return texts.t('subject.bot')
  if (subject.kind === 'user')
    return isWatchAccount(subject.user)
      ? texts.t('subject.watching')
      : texts.t('subject.member', { id: subject.user })
  switch (subject.place) {
    case 'default':
      return texts.t(
        subject.name === directMessagesDefault.name ? 'subject.directMessagesDefault' : 'subject.default',
      )
    case 'direct_messages':
      return texts.t('subject.directMessages', { user: texts.t('subject.member', { id: subject.user }) })
    case 'server':
      return texts.t('subject.server', { id: subject.server })
    case 'other':
      return subject.name
    default:
      return subject satisfies never
  }
}
