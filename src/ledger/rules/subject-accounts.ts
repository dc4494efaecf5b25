import type { Attribution } from '../attribution.ts'
import type { PeriodCalendar } from '../period.ts'
import { type SubjectAccount, subjectAccounts } from './accounts.ts'
import type { ZoneHistory } from './time-zones.ts'
import type { ZoneBook } from './zone-book.ts'

type Zones = Pick<ZoneBook, 'all' | 'spansOf'>

/**
 * Every time zone's hours begin on a UTC quarter of an hour: within one, all moments belong to the same periods, whatever the zones,
 * and sums per quarter can be put into any zone's periods.
 */
export const quarterMs = 900_000

/** Callers whose accounts are kept in memory; then all are looked up anew. */
const keptCallers = 10_000

/** The accounts of whoever calls, kept in memory for a quarter of an hour. */
export class SubjectAccounts {
  readonly #calendar: PeriodCalendar
  readonly #timeZones: Zones
  readonly #kept = new Map<
    string,
    { readonly quarter: number; readonly accounts: readonly SubjectAccount[] }
  >()
  /** The time zones that the kept accounts are of. */
  #zones: ReadonlyMap<string, ZoneHistory> | undefined

  constructor(calendar: PeriodCalendar, timeZones: Zones) {
    this.#calendar = calendar
    this.#timeZones = timeZones
  }

  of(attribution: Pick<Attribution, 'tenant' | 'user'>, atMs: number): readonly SubjectAccount[] {
    if (this.#zones !== this.#timeZones.all() || this.#kept.size >= keptCallers) {
      this.#zones = this.#timeZones.all()
      this.#kept.clear()
    }
    const caller = `${attribution.tenant} ${attribution.user ?? ''}`
    const quarter = Math.floor(atMs / quarterMs)
    const kept = this.#kept.get(caller)
    if (kept?.quarter === quarter) return kept.accounts
    const accounts = subjectAccounts(attribution, atMs, this.#calendar, (subject) =>
      this.#timeZones.spansOf(subject),
    )
    this.#kept.set(caller, { quarter, accounts })
    return accounts
  }
}
