import { and, eq, gte, lt } from 'drizzle-orm'
import type { PeriodCalendar } from '../../../ledger/period.ts'
import type { ZoneBook } from '../../../ledger/rules/zone-book.ts'
import type { SeriesPoint, SeriesRequest } from '../../../ledger/summary.ts'
import type { PostgresTransaction } from '../database.ts'
import { balances } from './schema.ts'
import { WindowSums } from './window-sums.ts'

/**
 * What a subject has spent in each period that begins in the range, by its present time zone: as kept, where that zone was in force
 * all the time, else summed up anew.
 */
export async function readSeries(
  transaction: PostgresTransaction,
  request: SeriesRequest,
  zones: ZoneBook,
  calendar: PeriodCalendar,
): Promise<readonly SeriesPoint[]> {
  const present = zones.spansOf(request.subject).at(-1)
  return present && present.fromMs > request.fromMs
    ? summedUp(new WindowSums(transaction), request, present.timeZone, calendar)
    : kept(transaction, request)
}

function kept(
  { drizzle }: PostgresTransaction,
  { subject, period, fromMs, toMs }: SeriesRequest,
): Promise<readonly SeriesPoint[]> {
  return drizzle
    .select({ startMs: balances.startMs, spentNanoUsd: balances.spentNanoUsd })
    .from(balances)
    .where(
      and(
        eq(balances.account, subject.name),
        eq(balances.period, period),
        gte(balances.startMs, fromMs),
        lt(balances.startMs, toMs),
      ),
    )
    .orderBy(balances.startMs)
}

async function summedUp(
  sums: WindowSums,
  { subject, period, fromMs, toMs }: SeriesRequest,
  timeZone: string,
  calendar: PeriodCalendar,
): Promise<readonly SeriesPoint[]> {
  const points: SeriesPoint[] = []
  const booked = await sums.bookedRange(subject)
  if (!booked) return points
  const lastMs = Math.min(toMs, booked.toMs)
  let { startMs, endMs } = calendar.bounds(period, Math.max(fromMs, booked.fromMs), timeZone)
  while (startMs < lastMs) {
    const range = { fromMs: startMs, toMs: endMs }
    const spentNanoUsd = startMs < fromMs ? 0n : await sums.spentIn(subject, range)
    if (spentNanoUsd !== 0n) points.push({ startMs, spentNanoUsd })
    startMs = endMs
    endMs = calendar.bounds(period, startMs, timeZone).endMs
  }
  return points
}
