import { printableName, wrapped } from '../../app/terminal-text.ts'
import type { DisplayCurrency } from '../../money/display-currency.ts'
import { formatUsd } from '../../money/format.ts'
import { compareNanoUsd, type NanoUsd } from '../../money/nano-usd.ts'
import { breakdowns, type CostReport, type ReportRow } from '../../report/cost-report.ts'
import type { DayCost } from '../../report/daily-series.ts'
import { dearestRows } from '../../report/dearest-rows.ts'
import type { Forecast } from '../../report/forecast.ts'
import { datesOf } from '../../report/period-range.ts'
import { budgetTable } from './budget-text.ts'
import { forecastText } from './forecast-text.ts'
import { inBoth } from './limit-text.ts'
import { fitted, table, tableWithin } from './text-table.ts'

/** More days than this are shown as the dearest ones only. */
const mostBars = 31
const longestName = 40

interface ReportTextOptions {
  readonly width: number
  readonly currency: DisplayCurrency
  /** Without breakdowns and days. */
  readonly compact?: boolean | undefined
  /** With every row, however many there are. */
  readonly hasAllRows?: boolean | undefined
}

/** A report as a person reads it on a terminal. */
export function reportText(
  report: CostReport,
  forecast: Forecast | undefined,
  { width, currency, compact = false, hasAllRows = false }: ReportTextOptions,
): string {
  const { first, last } = datesOf(report.range, report.timeZone)
  const dates = first === last ? first : `${first} to ${last}`
  const parts = [
    `Costs of ${report.subject.name}, ${dates} (${report.timeZone})`,
    totalsTable(report, currency),
    ...(compact ? [] : breakdowns).flatMap((breakdown) =>
      report.by[breakdown].length === 0
        ? []
        : [`By ${breakdown}\n${rowsTable(report.by[breakdown], width, hasAllRows)}`],
    ),
    compact ? undefined : daysText(report.days, width),
    report.budgets.some(({ budget }) => budget)
      ? `Budgets of ${report.subject.name}\n${budgetTable(report.budgets, { currency, width })}`
      : undefined,
    forecast &&
      wrapped(
        forecastText(forecast, { subject: report.subject.name, timeZone: report.timeZone, currency }),
        width,
      ),
  ]
  return parts.filter((part) => part !== undefined).join('\n\n')
}

function totalsTable(report: CostReport, currency: DisplayCurrency): string {
  const { totals, local, averagePerOperationNanoUsd, averagePerWorkflowNanoUsd, workflows } = report
  const uncertain = [
    totals.estimatedNanoUsd !== 0n && `${formatUsd(totals.estimatedNanoUsd, 'four')} estimated`,
    totals.unresolvedNanoUsd !== 0n && `${formatUsd(totals.unresolvedNanoUsd, 'four')} unresolved`,
  ].filter((part) => part !== false)
  const failed =
    totals.failedCalls > 0 ? `, ${totals.failedCalls} failed (${report.successPercent} % served)` : ''
  const failedRuns = report.failedWorkflows ? `, ${report.failedWorkflows} failed` : ''
  const each = (average: NanoUsd | undefined) => (average ? `, ${formatUsd(average, 'four')} each` : '')
  return table([
    ['total', inBoth(totals.costNanoUsd, 'four', currency)],
    ...(uncertain.length > 0 ? [['of it', uncertain.join(', ')]] : []),
    ['calls', `${totals.calls}${each(averagePerOperationNanoUsd)}${failed}`],
    ...(workflows === undefined
      ? []
      : [['runs', `${workflows}${each(averagePerWorkflowNanoUsd)}${failedRuns}`]]),
    ['tokens', `${totals.inputTokens} in, ${totals.outputTokens} out`],
    ...(local.calls > 0
      ? [['local', `${local.calls} calls, ${local.inputTokens} tokens in, ${local.outputTokens} out`]]
      : []),
  ])
}

function rowsTable(rows: readonly ReportRow[], width: number, hasAllRows: boolean): string {
  const { shown, others } = hasAllRows ? { shown: rows, others: undefined } : dearestRows(rows)
  const named = shown.map((row) => rowCells(fitted(printableName(row.name), longestName), row))
  const rest = others ? [rowCells(`${others.count} others (see --breakdown)`, others)] : []
  return tableWithin([...named, ...rest], { width, toTheRight: [1, 2, 3] })
}

function rowCells(
  name: string,
  { costNanoUsd, sharePercent, calls }: Pick<ReportRow, 'costNanoUsd' | 'sharePercent' | 'calls'>,
): readonly string[] {
  return [
    name,
    formatUsd(costNanoUsd, 'four'),
    `${sharePercent.toFixed(1)} %`,
    calls === 1 ? '1 call ' : `${calls} calls`,
  ]
}

/** A bar a day, the longest for the dearest one. */
function daysText(days: readonly DayCost[], width: number): string | undefined {
  const dearest = days.reduce((most, { costNanoUsd }) => (costNanoUsd > most ? costNanoUsd : most), 0n)
  if (days.length < 2 || dearest === 0n) return undefined
  const shown =
    days.length <= mostBars
      ? days
      : days
          .toSorted((a, b) => compareNanoUsd(b.costNanoUsd, a.costNanoUsd))
          .slice(0, mostBars)
          .filter(({ costNanoUsd }) => costNanoUsd > 0n)
          .toSorted((a, b) => a.fromMs - b.fromMs)
  const longestBar = BigInt(Math.max(4, width - 30))
  const rows = shown.map(({ date, costNanoUsd }) => [
    date,
    formatUsd(costNanoUsd, 'four'),
    costNanoUsd <= 0n ? '' : '▇'.repeat(Math.max(1, Number((costNanoUsd * longestBar) / dearest))),
  ])
  return `${shown.length < days.length ? 'Dearest days' : 'By day'}\n${table(rows, [1])}`
}
