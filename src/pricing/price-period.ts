import { z } from 'zod'

/** When a published price holds: from a day on (00:00 UTC), or at certain hours of each day, over midnight too. */
export type PricePeriod =
  | { readonly kind: 'from'; readonly from: Date }
  | { readonly kind: 'daily'; readonly startSecond: number; readonly endSecond: number }

const daySeconds = 24 * 60 * 60

/** As published: `{ start_date }` or `{ start_time, end_time }`, times with a zone such as `00:30:00Z`. */
export const pricePeriod: z.ZodType<PricePeriod> = z.union([
  z.object({ start_date: z.iso.date() }).transform(({ start_date }) => ({
    kind: 'from' as const,
    from: new Date(`${start_date}T00:00:00Z`),
  })),
  z.object({ start_time: dayTime(), end_time: dayTime() }).transform(({ start_time, end_time }) => ({
    kind: 'daily' as const,
    startSecond: secondOfDay(start_time),
    endSecond: secondOfDay(end_time),
  })),
])

export function periodHolds(period: PricePeriod, at: Date): boolean {
  if (period.kind === 'from') return at >= period.from
  const { startSecond, endSecond } = period
  const second = Math.floor(at.getTime() / 1_000) % daySeconds
  if (startSecond <= endSecond) return second >= startSecond && second < endSecond
  return second >= startSecond || second < endSecond
}

function dayTime() {
  return z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/)
}

function secondOfDay(time: string): number {
  const seconds = Math.floor(Date.parse(`1970-01-01T${time}`) / 1_000)
  return (seconds + daySeconds) % daySeconds
}
