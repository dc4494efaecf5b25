import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { SummaryFilter, TimeRange } from '../ledger/summary.ts'
import type { Dimension } from './dimensions.ts'
import { periodRange } from './period-range.ts'
import { readUseRows, type UseTable } from './read-use-rows.ts'
import { noUse } from './use.ts'
import type { UseRow } from './use-rows.ts'

interface LiveRequest extends SummaryFilter {
  readonly nowMs: number
  readonly timeZone: string
  readonly by?: Dimension | undefined
  readonly parts?: Dimension | undefined
}

/** The hour, the day and the month that run, by the clocks of the time zone: the same rows as of any other range. */
export async function readLiveRows(
  ledger: Pick<LedgerStore, 'usageSums' | 'entriesIn'>,
  { nowMs, ...request }: LiveRequest,
): Promise<UseTable> {
  const { timeZone, by, parts } = request
  const month = periodRange({ kind: 'month' }, nowMs, timeZone)
  const running = {
    hour: hourOf(nowMs, timeZone),
    day: periodRange({ kind: 'days', days: 1 }, nowMs, timeZone),
    month,
  }
  const tables: UseTable[] = []
  for (const range of Object.values(running))
    tables.push(await readUseRows(ledger, { ...request, kind: 'summary', range }))
  const names = Object.keys(running)
  const ofMonth = tables.at(-1) as UseTable
  const rows = tables.flatMap((table, index) =>
    rowsOf(table, ofMonth).map((row) => ({ ...row, name: names[index] ?? row.name })),
  )
  return { kind: 'live', range: month, timeZone, by, parts, rows, all: ofMonth.all }
}

/** That nothing was spent this hour is worth a row too, in a month in which something was. */
function rowsOf({ rows, range, by }: UseTable, month: UseTable): readonly UseRow[] {
  const nothing = { name: '', group: undefined, models: [], parts: [], ...range, ...noUse }
  return rows.length === 0 && month.rows.length > 0 && !by ? [nothing] : rows
}

function hourOf(atMs: number, timeZone: string): TimeRange {
  const begin = Temporal.Instant.fromEpochMilliseconds(atMs)
    .toZonedDateTimeISO(timeZone)
    .round({ smallestUnit: 'hour', roundingMode: 'floor' })
  return { fromMs: begin.epochMilliseconds, toMs: begin.add({ hours: 1 }).epochMilliseconds }
}
