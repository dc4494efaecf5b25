export const periods = ['hour', 'day', 'month'] as const
/** A calendar period in the subject's time zone. */
export type Period = (typeof periods)[number]

/** `startMs <= at < endMs`, epoch milliseconds. */
export interface PeriodBounds {
  readonly startMs: number
  readonly endMs: number
}

/** Calendar arithmetic that the ledger is given, so that it need not know time zones. */
export interface PeriodCalendar {
  /**
   * The period that holds `atMs` in `timeZone` (IANA name).
   *
   * @throws {RangeError} for an unknown time zone.
   */
  bounds(period: Period, atMs: number, timeZone: string): PeriodBounds
}
