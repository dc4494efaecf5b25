import type { Alert, AlertPlace } from '../../../ledger/alert.ts'
import type { Attribution } from '../../../ledger/attribution.ts'
import type { BudgetLimit, BudgetStatus } from '../../../ledger/budget-limit.ts'
import type { Entry } from '../../../ledger/entry.ts'
import type { JournalLine } from '../../../ledger/journal.ts'
import type { AuditRecord } from '../../../ledger/ledger-store.ts'
import type { Period, PeriodCalendar } from '../../../ledger/period.ts'
import {
  type Account,
  addBalances,
  type Balance,
  type BalanceChange,
  emptyBalance,
  type SubjectAccount,
} from '../../../ledger/rules/accounts.ts'
import { BalanceSheet } from '../../../ledger/rules/balance-sheet.ts'
import type { BooksView, Changes, Milestone, StoredHold } from '../../../ledger/rules/decision.ts'
import { periodStatus } from '../../../ledger/rules/period-status.ts'
import { mostSetBackMs, steadyMs } from '../../../ledger/rules/steady-time.ts'
import { RollupSheet } from '../../../ledger/rules/totals.ts'
import type { Subject } from '../../../ledger/subject.ts'
import { type KeptBalance, placeName, type RowsView } from './batch-rows.ts'
import type { LimitsBook } from './limits-book.ts'

/** What a batch of use cases decides on. */
export interface BatchParts {
  readonly rows: RowsView
  readonly limits: LimitsBook
  readonly calendar: PeriodCalendar
  readonly isSteady: boolean
  /** The highest whole dollar that was announced. */
  readonly milestoneUsd: bigint
  /** What a hold that was not read yet is likely to be; of books on which nothing is decided in earnest. */
  readonly guess?: ((holdId: string) => StoredHold | undefined) | undefined
}

/** A hold that ends, with what finds its row. */
export type EndedHold = Required<Changes>['ended'] & { readonly hold: StoredHold }

/**
 * The books as the use cases of a batch see and change them, one after another, in memory: what the database has, and what those before
 * in the batch have changed.
 */
export class BatchBooks implements BooksView {
  readonly #parts: BatchParts
  readonly #sheet: BalanceSheet
  readonly #rollups = new RollupSheet()
  readonly #holds = new Map<string, StoredHold>()
  readonly #entries = new Map<string, Entry>()
  readonly #replacements = new Map<string, Entry>()
  readonly #heldMoments: number[] = []
  readonly newHolds = new Set<string>()
  readonly ended: EndedHold[] = []
  readonly newEntries: Entry[] = []
  readonly alerts: Omit<Alert, 'id'>[] = []
  readonly milestones: Milestone[] = []
  readonly kept: JournalLine[] = []
  readonly audits: AuditRecord[] = []
  readonly callNames: { readonly holdId: string; readonly name: string }[] = []

  constructor(parts: BatchParts) {
    this.#parts = parts
    this.#sheet = new BalanceSheet((account) => this.#kept(account)?.balance ?? emptyBalance)
  }

  balanceOf(account: Account): Balance {
    return this.#sheet.balanceOf(account)
  }

  budgetOf(subject: Subject, period: Period): BudgetLimit | undefined {
    return this.#parts.limits.of(subject, period)
  }

  subjectAccountsOf(
    attribution: Pick<Attribution, 'tenant' | 'user'>,
    atMs: number,
  ): readonly SubjectAccount[] {
    return this.#parts.limits.accounts.of(attribution, atMs)
  }

  highestAlertOf(place: AlertPlace): number {
    const name = placeName(place)
    const ofBatch = this.alerts.filter((alert) => placeName(alert) === name)
    const stored = this.#parts.rows.alerts.get(name, place) ?? 0
    return Math.max(stored, ...ofBatch.map(({ thresholdPercent }) => thresholdPercent))
  }

  /** With the name of its place. */
  highestAlert(place: AlertPlace): readonly [name: string, thresholdPercent: number] {
    return [placeName(place), this.highestAlertOf(place)]
  }

  highestMilestoneUsd(): bigint {
    return this.milestones.at(-1)?.dollars ?? this.#parts.milestoneUsd
  }

  statusOf(subject: Subject, period: Period, atMs: number): BudgetStatus {
    const { limits, calendar } = this.#parts
    return periodStatus(this, limits.zones, calendar, { subject, period, atMs })
  }

  isLost({ workflow }: Pick<Attribution, 'workflow'>, claim: number | undefined): boolean {
    if (!workflow) return false
    return this.#parts.rows.claims.get(workflow, workflow)?.({ workflow, claim }) ?? false
  }

  /** The moment that a call counts at; see {@link ../../../ledger/rules/steady-time.ts}. */
  steadyAt(nowMs: number): number {
    if (!this.#parts.isSteady) return nowMs
    const stored = this.#parts.rows.latestHeld.get(String(nowMs), nowMs)
    const ofBatch = this.#heldMoments.filter((at) => at > nowMs && at - nowMs <= mostSetBackMs)
    const latestMs = Math.max(stored ?? Number.NEGATIVE_INFINITY, ...ofBatch)
    return steadyMs(nowMs, Number.isFinite(latestMs) ? latestMs : undefined)
  }

  hold(id: string): StoredHold | undefined {
    return this.#holds.get(id) ?? this.#parts.rows.holds.get(id, id) ?? this.#parts.guess?.(id)
  }

  entry(id: string): Entry | undefined {
    return this.#entries.get(id) ?? this.#parts.rows.entries.get(id, id)
  }

  /** The replacement of an entry, if it was corrected. */
  replacementOf(id: string): Entry | undefined {
    return this.#replacements.get(id) ?? this.#parts.rows.replacements.get(id, id)
  }

  /** What an entry stands at: the last of its replacements, or itself. */
  standingFor(entry: Entry): Entry {
    let standing = entry
    for (let next: Entry | undefined = entry; next; next = this.replacementOf(standing.id)) standing = next
    return standing
  }

  apply(changes: Changes): void {
    const { hold, ended } = changes
    if (hold) {
      this.#holds.set(hold.id, hold)
      this.newHolds.add(hold.id)
    }
    if (ended) this.#end(ended)
    for (const entry of changes.entries ?? []) this.#add(entry)
    for (const change of changes.balances ?? []) this.#count(change)
    this.alerts.push(...(changes.alerts ?? []))
    if (changes.milestone) this.milestones.push(changes.milestone)
    if (changes.keep) this.kept.push(changes.keep)
  }

  /** What is to be added to each account; of one that begins, with its beginning. */
  balanceSums(): readonly { readonly key: Account; readonly sum: Balance }[] {
    const sums = this.#sheet.take().map(({ key, sum }) => {
      const kept = key.reachesBack && this.#kept(key)
      return { key, sum: kept?.isBeginning ? addBalances(kept.balance, sum) : sum }
    })
    return sums.toSorted((a, b) => (a.key.key < b.key.key ? -1 : 1))
  }

  rollupSums() {
    return this.#rollups.take()
  }

  #count(change: BalanceChange): void {
    this.#sheet.add(change)
    // Of all others only the sum is needed.
    for (const account of change.accounts) if (account.reachesBack) this.#kept(account)
  }

  #kept(account: Account): KeptBalance | undefined {
    return this.#parts.rows.balances.get(account.key, account)
  }

  #end(ended: Required<Changes>['ended']): void {
    const hold = this.hold(ended.id)
    if (hold?.state !== 'pending')
      throw new Error(`The hold ${ended.id} was not pending when it should end as ${ended.state}.`)
    this.#holds.set(ended.id, { ...hold, state: ended.state })
    this.ended.push({ ...ended, hold })
  }

  #add(entry: Entry): void {
    this.#entries.set(entry.id, entry)
    if (entry.kind === 'replacement' && entry.corrects) this.#replacements.set(entry.corrects, entry)
    this.newEntries.push(entry)
    this.#heldMoments.push(entry.heldAtMs)
    this.#rollups.addEntry(entry)
  }

  /** The new holds, as those after them in the batch have left them. */
  newHoldRows(): readonly StoredHold[] {
    return [...this.newHolds].flatMap((id) => this.#holds.get(id) ?? [])
  }
}
