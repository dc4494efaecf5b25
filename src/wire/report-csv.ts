import { toExactUsd } from '../money/format.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import { breakdowns, type CostReport, type ReportRow } from '../report/cost-report.ts'
import { toCsv } from './csv.ts'

/** One table: the total of providers' services, what was done on this machine, then every breakdown and every day, told apart by the first column. Costs are exact US dollars. */
export function reportToCsv({ totals, local, by, days }: CostReport): string {
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
    lineOf('local', { name: '', ...local }),
    ...breakdowns.flatMap((breakdown) => by[breakdown].map((row) => lineOf(breakdown, row))),
    ...days.map(({ date, costNanoUsd }) => ['day', date, money(costNanoUsd), '', '', '', '']),
  ])
}

function money(amount: NanoUsd) {
  return { number: toExactUsd(amount) }
}
