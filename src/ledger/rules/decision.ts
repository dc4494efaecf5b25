import type { Alert, AlertPlace } from '../alert.ts'
import type { Attribution } from '../attribution.ts'
import type { BudgetLimit } from '../budget-limit.ts'
import type { Entry } from '../entry.ts'
import type { Hold, HoldState } from '../hold.ts'
import type { JournalLine } from '../journal.ts'
import type { Period } from '../period.ts'
import type { Subject } from '../subject.ts'
import type { Account, Balance, BalanceChange, SubjectAccount } from './accounts.ts'

/**
 * What decisions ask of the books besides the rows that they are given. A store answers from memory, with all that
 * was decided before in the same transaction taken in, so that a batch of decisions reads each account once and
 * writes it once.
 *
 * @example
 * ```ts
 * const { outcome, changes } = decideHold(books, undefined, request)
 * outcome.kind // 'held', or 'refused' with the tightest limit
 * changes.balances // what a store adds to the accounts, in the transaction that writes changes.hold
 * ```
 */
export interface BooksView {
  balanceOf(account: Account): Balance
  /** The limit that binds a subject. */
  budgetOf(subject: Subject, period: Period): BudgetLimit | undefined
  /** See {@link ./accounts.ts subjectAccounts}. */
  subjectAccountsOf(
    attribution: Pick<Attribution, 'tenant' | 'user'>,
    atMs: number,
  ): readonly SubjectAccount[]
  /** The highest threshold that has its alert; 0 when none has. */
  highestAlertOf(place: AlertPlace): number
  /** The highest whole dollar of the bot's lifetime spend that was announced; 0n when none was. */
  highestMilestoneUsd(): bigint
}

/** A hold with what was asked for, which may be more than was set aside. */
export interface StoredHold extends Hold {
  readonly requestedNanoUsd: bigint
}

/** What a decision changes of the books. A store writes all of it in one transaction, or nothing. */
export interface Changes {
  /** A new hold, pending. */
  readonly hold?: StoredHold
  /** A pending hold that ends. */
  readonly ended?: {
    readonly id: string
    readonly state: Exclude<HoldState, 'pending'>
    readonly atMs: number
  }
  /** New lines, each to be added to its roll-ups as well. */
  readonly entries?: readonly Entry[]
  readonly balances?: readonly BalanceChange[]
  /** New alerts, for the outbox to tell. */
  readonly alerts?: readonly Omit<Alert, 'id'>[]
  readonly milestone?: Milestone | undefined
  readonly keep?: JournalLine | undefined
}

/** Whole dollars of the bot's lifetime spend that were passed. */
export interface Milestone {
  readonly dollars: bigint
  readonly atMs: number
}

/** What comes of a request: the answer, and what it changes; nothing when the answer is that nothing happens. */
export interface Decision<Outcome> {
  readonly outcome: Outcome
  readonly changes: Changes
}

/** The answer of a decision that leaves the books as they are. */
export function unchanged<Outcome>(outcome: Outcome): Decision<Outcome> {
  return { outcome, changes: {} }
}
