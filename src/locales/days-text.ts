import type { TimeRange } from '../ledger/summary.ts'
import type { Texts } from './texts.ts'

/** The days of a range from midnight to midnight: `Nov 20, 2026 – Nov 26, 2026`; a single day is named once. */
export function daysText({ fromMs, toMs }: TimeRange, timeZone: string, texts: Texts): string {
  const from = texts.date(fromMs, timeZone)
  const to = texts.date(toMs - 1, timeZone)
  return from === to ? from : texts.t('report.range', { from, to })
}
