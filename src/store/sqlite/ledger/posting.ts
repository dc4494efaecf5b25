import { sql } from 'drizzle-orm'
import type { Entry } from '../../../ledger/entry.ts'
import type { PeriodCalendar } from '../../../ledger/period.ts'
import type { Booking } from '../../../ledger/requests.ts'
import { botSubject } from '../../../ledger/subject.ts'
import { type NanoUsd, nanoUsdPerUsd } from '../../../money/nano-usd.ts'
import type { SqliteDatabase } from '../database.ts'
import { scopeAccount, subjectAccounts } from './accounts.ts'
import type { Alerts } from './alerts.ts'
import type { Balances } from './balances.ts'
import type { Entries } from './entries.ts'
import type { Rollups } from './rollups.ts'
import { milestones } from './schema.ts'
import type { TimeZones } from './time-zones.ts'

/** The bot's spend since the beginning, for whole-dollar milestones. */
export const lifetimeAccount = { account: botSubject.name, period: 'ever', startMs: 0 } as const

export interface PostingParts {
  readonly database: SqliteDatabase
  readonly entries: Entries
  readonly balances: Balances
  readonly rollups: Rollups
  readonly alerts: Alerts
  readonly timeZones: TimeZones
  readonly calendar: PeriodCalendar
}

/** Writes an entry and all that follows from it: balances, roll-ups, alerts and milestones. Inside a write. */
export class Posting {
  readonly #parts: PostingParts
  readonly #highestMilestone
  readonly #insertMilestone

  constructor(parts: PostingParts) {
    this.#parts = parts
    const { drizzle } = parts.database
    this.#highestMilestone = drizzle
      .select({ dollars: sql<bigint | null>`max(${milestones.dollars})` })
      .from(milestones)
      .prepare()
    this.#insertMilestone = drizzle
      .insert(milestones)
      .values({ dollars: sql.placeholder('dollars'), atMs: sql.placeholder('atMs') })
      .prepare()
  }

  /** @param releasedNanoUsd what was held for the entry and is freed with it. */
  post(entry: Entry, releasedNanoUsd: NanoUsd): Booking {
    this.#parts.entries.insert(entry)
    this.#parts.rollups.add(entry)
    if (entry.amountNanoUsd === 0n && releasedNanoUsd === 0n) return { entry }
    this.#postBalances(entry, releasedNanoUsd)
    return { entry, milestoneUsd: this.#milestone(entry) }
  }

  /** Frees what was held without an entry. */
  release(held: Pick<Entry, 'tenant' | 'user' | 'heldAtMs' | 'scopes'>, releasedNanoUsd: NanoUsd): void {
    if (releasedNanoUsd === 0n) return
    const change = { spentNanoUsd: 0n, heldNanoUsd: -releasedNanoUsd }
    for (const account of this.accountsOf(held)) this.#parts.balances.add(account, change)
  }

  accountsOf(held: Pick<Entry, 'tenant' | 'user' | 'heldAtMs' | 'scopes'>) {
    return [...this.subjectAccountsOf(held), ...held.scopes.map(scopeAccount)]
  }

  subjectAccountsOf({ tenant, user, heldAtMs }: Pick<Entry, 'tenant' | 'user' | 'heldAtMs'>) {
    const { calendar, timeZones } = this.#parts
    return subjectAccounts({ tenant, user }, heldAtMs, calendar, (subject) => timeZones.of(subject))
  }

  #postBalances(entry: Entry, releasedNanoUsd: NanoUsd): void {
    const { balances, alerts } = this.#parts
    const change = { spentNanoUsd: entry.amountNanoUsd, heldNanoUsd: -releasedNanoUsd }
    for (const account of this.subjectAccountsOf(entry)) {
      const { spentNanoUsd } = balances.add(account, change)
      if (entry.amountNanoUsd > 0n) alerts.check(account, spentNanoUsd, entry.bookedAtMs)
    }
    for (const scope of entry.scopes) balances.add(scopeAccount(scope), change)
  }

  #milestone(entry: Entry): bigint | undefined {
    const { spentNanoUsd } = this.#parts.balances.add(lifetimeAccount, {
      spentNanoUsd: entry.amountNanoUsd,
      heldNanoUsd: 0n,
    })
    const dollars = spentNanoUsd / nanoUsdPerUsd
    if (entry.amountNanoUsd <= 0n || spentNanoUsd - entry.amountNanoUsd >= dollars * nanoUsdPerUsd)
      return undefined
    if (dollars <= (this.#highestMilestone.get()?.dollars ?? 0n)) return undefined
    this.#insertMilestone.run({ dollars: Number(dollars), atMs: entry.bookedAtMs })
    return dollars
  }
}
