import type { AlertPlace } from '../../../ledger/alert.ts'
import type { Account } from '../../../ledger/rules/accounts.ts'
import type { StoredHold } from '../../../ledger/rules/decision.ts'
import type { PostgresTransaction } from '../database.ts'
import type { BatchBooks } from './batch-books.ts'
import { type KeptBalance, readAlerts, readBalances } from './batch-rows.ts'
import { Shelf } from './shelf.ts'

/** Holds of this process that are kept in mind. */
const keptHolds = 10_000
/** Accounts that are kept in mind; then all are read anew. */
const keptBalances = 50_000

/**
 * What this process takes for what the books will say once all that it has sent is committed. Nothing is decided by it in earnest: what
 * is written on its strength is written only where the database says the same.
 */
export class BooksInMind {
  readonly balances = new Shelf<Account, KeptBalance>()
  readonly alerts = new Shelf<AlertPlace, number>()
  /** Pending holds that this process has made. */
  readonly #holds = new Map<string, StoredHold>()
  #milestoneUsd: bigint | undefined

  hold(id: string): StoredHold | undefined {
    return this.#holds.get(id)
  }

  /** 0n while it is not known. */
  get milestoneUsd(): bigint {
    return this.#milestoneUsd ?? 0n
  }

  get isMissing(): boolean {
    return this.balances.isMissing || this.alerts.isMissing || this.#milestoneUsd === undefined
  }

  /** Reads what was asked for in vain. */
  async load(transaction: PostgresTransaction): Promise<void> {
    const [milestoneUsd] = await Promise.all([
      this.#milestoneUsd ?? readMilestone(transaction),
      this.balances.load((accounts) => readBalances(transaction, accounts)),
      this.alerts.load((places) => readAlerts(transaction.sql, places)),
    ])
    this.#milestoneUsd = milestoneUsd
  }

  /** Takes in what a batch changes of holds, alerts and milestones. */
  takeIn(books: BatchBooks): void {
    this.noteHolds(books)
    for (const alert of books.alerts) this.alerts.put(...books.highestAlert(alert))
    this.#milestoneUsd = books.highestMilestoneUsd()
  }

  noteHolds(books: BatchBooks): void {
    for (const hold of books.newHoldRows()) if (hold.state === 'pending') this.#holds.set(hold.id, hold)
    for (const { id } of books.ended) this.#holds.delete(id)
    for (const id of this.#holds.keys()) {
      if (this.#holds.size <= keptHolds) break
      this.#holds.delete(id)
    }
  }

  /** From now on others may have changed what was read, or this process by itself. */
  forget(): void {
    this.balances.clear()
    this.alerts.clear()
    this.#milestoneUsd = undefined
  }

  /** What is too much to be kept is read anew when it is needed. */
  thin(): void {
    if (this.balances.size > keptBalances) this.forget()
  }
}

export async function readMilestone({ sql }: Pick<PostgresTransaction, 'sql'>): Promise<bigint> {
  const [row] = await sql<{ dollars: bigint | null }[]>`select max(dollars) as dollars from milestones`
  return row?.dollars ?? 0n
}
