import { addBalances, emptyBalance } from '../../../ledger/rules/accounts.ts'
import { arrayLiteral } from '../array-literal.ts'
import type { Statement, TransactionSql } from '../connections.ts'
import { sideBySide } from '../row-set.ts'
import type { BatchBooks } from './batch-books.ts'
import type { BelievedBalance, BelievedRows } from './believed-rows.ts'
import type { BooksInMind } from './books-in-mind.ts'
import { balanceArrays, balanceColumns, expectRows } from './expected-rows.ts'
import { addToBalances, type BalanceSum, beginBalances, writeAllButBalances } from './write-batch.ts'

/** Fails unless all accounts were as they are believed to be. */
const changeBalances = `
  with done as (
    update balances set spent_nano_usd = believed.spent + added_spent, held_nano_usd = believed.held + added_held
    from (${sideBySide([...balanceColumns, ['added_spent', 'bigint'], ['added_held', 'bigint']])}) as believed
    where balances.account = believed.account and balances.period = believed.period
      and balances.start_ms = believed.start_ms
      and balances.spent_nano_usd = believed.spent and balances.held_nano_usd = believed.held
    returning 1
  )
  select 1 / (count(*) = $8)::int from done`

/** A sum, with what it is added to. */
type BelievedSum = BalanceSum & BelievedBalance

export interface ForecastParts {
  readonly books: BatchBooks
  readonly rows: BelievedRows
  /** Of the limits that were decided by. */
  readonly version: number
  /** Which holds the new holds. */
  readonly process: string
}

/**
 * A batch that was decided on the books in mind: all that is to be sent, what has to be so and what is changed, in one go. From
 * then on the books in mind have the changes.
 */
export class Forecast {
  readonly #parts: ForecastParts
  readonly #changed: BelievedSum[] = []
  readonly #begun: BalanceSum[] = []
  readonly #added: BalanceSum[] = []
  readonly #seen: readonly BelievedBalance[]

  constructor(mind: BooksInMind, parts: ForecastParts) {
    this.#parts = parts
    const { books, rows } = parts
    const unchanged = new Map(rows.askedBalances)
    for (const { key: account, sum } of books.balanceSums()) {
      const asked = unchanged.get(account.key)
      unchanged.delete(account.key)
      if (!asked) this.#added.push({ key: account, sum })
      else if (asked.balance) this.#changed.push({ key: account, sum, account, balance: asked.balance })
      else this.#begun.push({ key: account, sum })
      if (!mind.balances.isKnown(account.key)) continue
      const before = mind.balances.get(account.key, account)?.balance ?? emptyBalance
      mind.balances.put(account.key, { balance: addBalances(before, sum), isBeginning: false })
    }
    this.#seen = [...unchanged.values()]
    mind.takeIn(books)
  }

  /** In the order in which they are to be sent. */
  statements(sql: TransactionSql): readonly Statement[] {
    const { books, rows, version, process } = this.#parts
    const ended = new Set(books.ended.map(({ id }) => id))
    return [
      ...expectRows(sql, version, rows, ended, this.#seen),
      ...change(sql, this.#changed),
      ...beginBalances(sql, this.#begun),
      ...addToBalances(sql, this.#added),
      ...writeAllButBalances(sql, books, process),
    ]
  }
}

function change(sql: TransactionSql, sums: readonly BelievedSum[]): readonly Statement[] {
  if (sums.length === 0) return []
  const parameters = [
    ...balanceArrays(sums),
    arrayLiteral(sums.map(({ sum }) => sum.spentNanoUsd)),
    arrayLiteral(sums.map(({ sum }) => sum.heldNanoUsd)),
    sums.length,
  ]
  return [sql.unsafe(changeBalances, parameters as never[], { prepare: true })]
}
