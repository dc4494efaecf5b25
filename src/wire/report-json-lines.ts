import { toUsdNumber } from '../money/format.ts'
import { breakdowns, type CostReport, type ReportRow } from '../report/cost-report.ts'

/** What the CSV of a report has, a JSON object a line, without a line break at the end. */
export function reportToJsonLines({ totals, local, by, days }: CostReport): string {
  const lineOf = (section: string, row: Omit<ReportRow, 'sharePercent'>) => ({
    section,
    name: row.name,
    cost_usd: toUsdNumber(row.costNanoUsd),
    calls: row.calls,
    failed_calls: row.failedCalls,
    input_tokens: row.inputTokens,
    output_tokens: row.outputTokens,
  })
  return [
    lineOf('total', { name: '', ...totals }),
    lineOf('local', { name: '', ...local }),
    ...breakdowns.flatMap((breakdown) => by[breakdown].map((row) => lineOf(breakdown, row))),
    ...days.map(({ date, costNanoUsd }) => ({
      section: 'day',
      name: date,
      cost_usd: toUsdNumber(costNanoUsd),
    })),
  ]
    .map((line) => JSON.stringify(line))
    .join('\n')
}
