import { formatUsd, toExactUsd } from '../money/format.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import { breakdowns, type CostReport, type ReportRow } from './cost-report.ts'
import { toCsv } from './csv.ts'
import { localDate } from './period-range.ts'
import { reportToJson } from './report-json.ts'

export const exportFormats = ['markdown', 'csv', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** A report as a document, ending without a line break in Markdown and JSON, with one in CSV as RFC 4180 has it. */
export function exportReport(report: CostReport, format: ExportFormat): string {
  switch (format) {
    case 'markdown':
      return reportMarkdown(report)
    case 'csv':
      return reportCsv(report)
    case 'json':
      return JSON.stringify(reportToJson(report))
    default:
      return format satisfies never
  }
}

/** The first and the last day of a report. */
export function reportDates({ range, timeZone }: CostReport): {
  readonly first: string
  readonly last: string
} {
  return {
    first: localDate(range.fromMs, timeZone).toString(),
    last: localDate(range.toMs - 1, timeZone).toString(),
  }
}

/** One table: the total, then every breakdown and every day, told apart by the first column. Costs are exact US dollars. */
function reportCsv({ totals, by, days }: CostReport): string {
  const header = ['section', 'name', 'cost_usd', 'calls', 'failed_calls', 'input_tokens', 'output_tokens']
  const lineOf = (section: string, row: Omit<ReportRow, 'sharePercent'>) => [
    section,
    row.name,
    money(row.costNanoUsd),
    row.calls,
    row.failedCalls,
    row.inputTokens,
    row.outputTokens,
  ]
  return toCsv([
    header,
    lineOf('total', { name: '', ...totals }),
    ...breakdowns.flatMap((breakdown) => by[breakdown].map((row) => lineOf(breakdown, row))),
    ...days.map(({ date, costNanoUsd }) => ['day', date, money(costNanoUsd), '', '', '', '']),
  ])
}

function money(amount: NanoUsd) {
  return { number: toExactUsd(amount) }
}

function reportMarkdown(report: CostReport): string {
  const { totals, by, days, subject, timeZone } = report
  const { first, last } = reportDates(report)
  const facts: readonly (readonly [string, string])[] = [
    ['Total', formatUsd(totals.costNanoUsd, 'exact')],
    ['Confirmed', formatUsd(report.confirmedNanoUsd, 'exact')],
    ['Estimated', formatUsd(totals.estimatedNanoUsd, 'exact')],
    ['Unresolved', formatUsd(totals.unresolvedNanoUsd, 'exact')],
    ['Calls', `${totals.calls}`],
    ['Failed calls', `${totals.failedCalls}`],
    ['Tokens in', `${totals.inputTokens}`],
    ['Tokens out', `${totals.outputTokens}`],
  ]
  const sections = breakdowns.flatMap((breakdown) =>
    by[breakdown].length === 0 ? [] : [`## By ${breakdown}`, breakdownTable(breakdown, by[breakdown])],
  )
  const dayRows = days.map(({ date, costNanoUsd }) => [date, formatUsd(costNanoUsd, 'exact')])
  return [
    `# Costs of ${escaped(subject.name)}, ${first} to ${last}`,
    `Calendar days in ${escaped(timeZone)}. US dollars.`,
    markdownTable(['', ''], facts),
    ...sections,
    '## By day',
    markdownTable(['day', 'cost'], dayRows),
  ].join('\n\n')
}

function breakdownTable(breakdown: string, rows: readonly ReportRow[]): string {
  return markdownTable(
    [breakdown, 'cost', 'share', 'calls', 'failed'],
    rows.map((row) => [
      row.name,
      formatUsd(row.costNanoUsd, 'exact'),
      `${row.sharePercent} %`,
      `${row.calls}`,
      `${row.failedCalls}`,
    ]),
  )
}

/** The first column is to the left, all others are numbers and to the right. */
function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lineOf = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`
  const rule = `| ${header.map((_, column) => (column === 0 ? '---' : '---:')).join(' | ')} |`
  return [lineOf(header), rule, ...rows.map(lineOf)].join('\n')
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|~#]/g, '\\$&').replace(/\s+/g, ' ')
}
