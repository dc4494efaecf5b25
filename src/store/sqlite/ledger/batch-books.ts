import { type Account, addBalances, type Balance } from '../../../ledger/rules/accounts.ts'
import { BalanceSheet } from '../../../ledger/rules/balance-sheet.ts'
import type { Changes, StoredHold } from '../../../ledger/rules/decision.ts'
import { RollupSheet } from '../../../ledger/rules/totals.ts'
import { keepCheckpoint } from '../workflows/keep-checkpoint.ts'
import type { DeferredChanges, WriteTransaction } from '../write-queue.ts'
import type { EntryRows } from './entry-rows.ts'
import type { HoldRows } from './hold-rows.ts'
import type { ModelRecords } from './model-records.ts'
import type { Rollups } from './rollups.ts'
import { StoredBooks, type StoredBooksParts } from './stored-books.ts'

interface BatchBooksParts extends StoredBooksParts {
  readonly holds: HoldRows
  readonly entries: EntryRows
  readonly modelRecords: ModelRecords
  readonly rollups: Rollups
}

/** Accounts, and holds, that are kept in mind; then all are read anew. */
const keptBalances = 50_000
const keptHolds = 10_000

/**
 * The books as the writes of a batch see and change them: rows of their own are written at once; what many calls
 * share (balances and roll-ups) is read once, changed in memory, and written once at the end of the batch. Balances, and holds
 * that are pending, are known until something else than these writes may have changed the file.
 */
export class BatchBooks extends StoredBooks implements DeferredChanges {
  readonly #parts: BatchBooksParts
  readonly #sheet: BalanceSheet
  readonly #rollups = new RollupSheet()
  /** Accounts that reach back and are known to be kept. */
  readonly #begun = new Set<string>()
  /** What accounts that do not reach back have in the file. */
  readonly #known = new Map<string, Balance>()
  readonly #pendingHolds = new Map<string, StoredHold>()

  constructor(parts: BatchBooksParts) {
    super(parts)
    this.#parts = parts
    this.#sheet = new BalanceSheet((account) => this.#stored(account))
  }

  override balanceOf(account: Account): Balance {
    return this.#sheet.balanceOf(account)
  }

  hold(id: string): StoredHold | undefined {
    return this.#pendingHolds.get(id) ?? this.#parts.holds.find(id)
  }

  apply(transaction: WriteTransaction, changes: Changes): void {
    const { holds, entries, modelRecords, crossings } = this.#parts
    this.#begin(transaction, changes)
    if (changes.hold) {
      holds.insert(transaction, changes.hold)
      this.#pendingHolds.set(changes.hold.id, changes.hold)
    }
    if (changes.ended) {
      holds.end(transaction, changes.ended)
      this.#pendingHolds.delete(changes.ended.id)
    }
    for (const entry of changes.entries ?? []) {
      entries.insert(transaction, entry)
      modelRecords.noteBooked(entry)
      this.#rollups.addEntry(entry)
    }
    for (const change of changes.balances ?? []) this.#sheet.add(change)
    for (const alert of changes.alerts ?? []) crossings.insertAlert(transaction, alert)
    if (changes.milestone) crossings.insertMilestone(transaction, changes.milestone)
    if (changes.keep) keepCheckpoint(transaction, changes.keep)
  }

  /** Before anything of these changes is in the file: periods that reach back begin with what was there until now. */
  #begin(transaction: WriteTransaction, { balances = [] }: Changes): void {
    for (const { accounts } of balances)
      for (const account of accounts) {
        if (!account.reachesBack || this.#begun.has(account.key)) continue
        this.#parts.balances.begin(transaction, account)
        this.#begun.add(account.key)
        this.#known.delete(account.key)
      }
  }

  mark(): void {
    this.#sheet.mark()
    this.#rollups.mark()
  }

  takeBack(): void {
    this.forgetFile()
    this.#sheet.takeBack()
    this.#rollups.takeBack()
  }

  write(transaction: WriteTransaction): void {
    const { balances, rollups } = this.#parts
    if (this.#known.size > keptBalances) this.#known.clear()
    if (this.#pendingHolds.size > keptHolds) this.#pendingHolds.clear()
    const sums = this.#sheet.take()
    balances.add(transaction, sums)
    for (const { key, sum } of sums) {
      const before = this.#known.get(key.key)
      if (before) this.#known.set(key.key, addBalances(before, sum))
    }
    for (const { key, sum } of this.#rollups.take()) rollups.add(transaction, key, sum)
  }

  /** The file may say something else than what was read of it. */
  forgetFile(): void {
    this.#begun.clear()
    this.#known.clear()
    this.#pendingHolds.clear()
  }

  forget(): void {
    this.forgetFile()
    this.#sheet.forget()
    this.#rollups.forget()
  }

  #stored(account: Account): Balance {
    const { balances } = this.#parts
    if (account.reachesBack) return balances.get(account)
    const known = this.#known.get(account.key) ?? balances.get(account)
    this.#known.set(account.key, known)
    return known
  }
}
