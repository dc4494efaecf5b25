import { printableName } from '../../app/terminal-text.ts'
import type { DisplayCurrency } from '../../money/display-currency.ts'
import { formatUsd } from '../../money/format.ts'
import type { Dimension } from '../../report/dimensions.ts'
import { datesOf } from '../../report/period-range.ts'
import type { UseTable } from '../../report/read-use-rows.ts'
import { periodsIn } from '../../report/report-periods.ts'
import type { Use } from '../../report/use.ts'
import { inBoth } from './limit-text.ts'
import { columnWidths, fitted, table, tableWidth } from './text-table.ts'

export interface UseTextOptions {
  /** Columns of the terminal. */
  readonly width: number
  /** Only names, calls, tokens and cost. */
  readonly compact: boolean
  readonly currency: DisplayCurrency
  /** Drawn below the table. */
  readonly chart?: string | undefined
}

const number = new Intl.NumberFormat('en-US')

interface Column {
  readonly head: string
  readonly of: (use: Use) => number
  /** Shown even where it is zero in every row. */
  readonly isAlways?: boolean
}

/** What gives way first where the terminal is narrow stands last. */
const givingWay: readonly Column[] = [
  { head: 'Calls', of: ({ totals }) => totals.calls, isAlways: true },
  { head: 'Tokens', of: ({ totals }) => totals.inputTokens + totals.outputTokens, isAlways: true },
  { head: 'Failed', of: ({ totals }) => totals.failedCalls },
  { head: 'Local', of: ({ local }) => local.calls },
  { head: 'Input', of: ({ totals }) => totals.inputTokens, isAlways: true },
  { head: 'Output', of: ({ totals }) => totals.outputTokens, isAlways: true },
  { head: 'Cached', of: ({ totals }) => totals.cacheReadTokens },
  { head: 'Written', of: ({ totals }) => totals.cacheWriteTokens },
  { head: 'Reasoning', of: ({ totals }) => totals.reasoningTokens },
]
const inOrder = ['Calls', 'Failed', 'Local', 'Input', 'Cached', 'Written', 'Output', 'Reasoning', 'Tokens']
const compactColumns = 2
const shortestName = 8

const nameHeads: Record<UseTable['kind'], string> = {
  daily: 'Day',
  weekly: 'Week of',
  monthly: 'Month',
  workflow: 'Workflow',
  conversation: 'Conversation',
  live: 'This',
  summary: 'All',
}

/** The rows of a report as a person reads them, no wider than the terminal. */
export function useTableText(use: UseTable, options: UseTextOptions): string {
  const { first, last } = datesOf(use.range, use.timeZone)
  const dates = first === last ? first : `${first} to ${last}`
  const title = `${titles[use.kind]}, ${dates} (${use.timeZone})`
  if (use.rows.length === 0) return `${title}\n\n  Nothing was spent.`
  const parts = [title, rowsText(use, options), options.chart]
  return parts.filter((part) => part !== undefined).join('\n\n')
}

const titles: Record<UseTable['kind'], string> = {
  daily: 'Costs by day',
  weekly: 'Costs by week',
  monthly: 'Costs by month',
  workflow: 'Costs by workflow',
  conversation: 'Costs by conversation',
  live: 'Costs now',
  summary: 'Costs',
}

function rowsText({ kind, by, rows, all }: UseTable, { width, compact, currency }: UseTextOptions): string {
  const isNamed = kind !== 'summary' || by === undefined
  const names = [...(isNamed ? [nameHeads[kind]] : []), ...(by ? [headOf(by)] : [])]
  const lines: (readonly [cells: readonly string[], use: Use])[] = rows.flatMap((row) => {
    const cells = [...(isNamed ? [row.name] : []), ...(by ? [row.group ?? ''] : [])].map(printableName)
    const below = row.parts.map(
      (part) => [[`  ${printableName(part.name)}`, ...cells.slice(1).map(() => '')], part] as const,
    )
    return [[cells, row] as const, ...below]
  })
  // The periods that run hold each other: there is no sum of them.
  if (kind !== 'live') lines.push([['Total', ...names.slice(1).map(() => '')], all])
  const cost = ({ totals }: Use) => inBoth(totals.costNanoUsd, 'four', currency)
  const tableWith = (columns: readonly Column[], nameWidth: number) => [
    [...names, ...columns.map(({ head }) => head), 'Cost'],
    ...lines.map(([cells, use]) => [
      ...cells.map((cell) => fitted(cell, nameWidth)),
      ...columns.map(({ of }) => number.format(of(use))),
      cost(use),
    ]),
  ]
  let shown = compact
    ? givingWay.slice(0, compactColumns)
    : givingWay.filter((column) => isShown(column, lines))
  while (shown.length > 0 && tableWidth(tableWith(ordered(shown), shortestName * 2)) > width)
    shown = shown.slice(0, -1)
  const nameWidth = widestName(width, (most) => tableWidth(tableWith(ordered(shown), most)), lines)
  const cells = tableWith(ordered(shown), nameWidth)
  return table(
    cells,
    cells[0]?.map((_, column) => column).filter((column) => column >= names.length),
  )
}

function isShown({ of, isAlways }: Column, lines: readonly (readonly [unknown, Use])[]): boolean {
  return isAlways === true || lines.some(([, use]) => of(use) !== 0)
}

function ordered(columns: readonly Column[]): readonly Column[] {
  return columns.toSorted((a, b) => inOrder.indexOf(a.head) - inOrder.indexOf(b.head))
}

/** As much of names as the terminal has room for. */
function widestName(
  width: number,
  widthWith: (most: number) => number,
  lines: readonly (readonly [readonly string[], Use])[],
): number {
  let most = Math.max(shortestName, ...columnWidths(lines.map(([cells]) => cells)))
  while (most > shortestName && widthWith(most) > width) most -= 1
  return most
}

function headOf(dimension: Dimension): string {
  const words = dimension.replaceAll('-', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** The cost of each period as a line over time; undefined where there is nothing to see. */
export async function costChart(
  { kind, range, timeZone, rows, all, by }: UseTable,
  width: number,
): Promise<string | undefined> {
  const isOfPeriods = kind === 'daily' || kind === 'weekly' || kind === 'monthly'
  if (!isOfPeriods || by || rows.length < 3 || all.totals.costNanoUsd <= 0n) return undefined
  const { plot } = await import('asciichart')
  const costs = new Map(rows.map(({ name, totals }) => [name, Number(totals.costNanoUsd) / 1e9]))
  const names = periodsIn(kind, range, timeZone).map(({ name }) => name)
  const amount = (usd: number) => formatUsd(BigInt(Math.round(usd * 1e9)), 'four')
  // Wide enough for the dearest, which stands at the top.
  const margin = Math.max(leastMargin, amount(Math.max(...costs.values())).length + 2)
  const points = spread(
    names.map((name) => costs.get(name) ?? 0),
    Math.max(10, width - margin),
  )
  const line = plot(points, {
    height: 8,
    min: 0,
    format: (value) => amount(value).padStart(margin - 2),
  })
  const [first = '', last = ''] = [names[0], names.at(-1)]
  const ends = `${first}${last.padStart(Math.max(last.length + 2, points.length - first.length))}`
  return `${line.replaceAll(/ +$/gm, '')}\n${' '.repeat(margin)}${ends}`
}

/** Columns of the amounts to the left of a chart, at least. */
const leastMargin = 12

/** As many points as there is room for: each value as long as the others, or the dearest of neighbours. */
function spread(values: readonly number[], room: number): readonly number[] {
  if (values.length > room)
    return Array.from({ length: room }, (_, index) =>
      Math.max(
        ...values.slice(
          Math.floor((index * values.length) / room),
          Math.ceil(((index + 1) * values.length) / room),
        ),
      ),
    )
  const times = Math.max(1, Math.min(4, Math.floor(room / values.length)))
  return values.flatMap((value) => Array.from({ length: times }, () => value))
}
