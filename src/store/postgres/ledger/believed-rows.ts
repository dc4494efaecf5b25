import type { Attribution } from '../../../ledger/attribution.ts'
import type { Account, Balance } from '../../../ledger/rules/accounts.ts'
import type { StoredHold } from '../../../ledger/rules/decision.ts'
import type { RowsView } from './batch-rows.ts'
import type { BooksInMind } from './books-in-mind.ts'

/** An account as a batch has been decided on; without a balance, when it has no row. */
export interface BelievedBalance {
  readonly account: Account
  readonly balance: Balance | undefined
}

/** The rows of a batch as the books in mind have them, and what has to be so for what is decided on them to hold. */
export class BelievedRows implements RowsView {
  readonly #mind: BooksInMind
  readonly askedBalances = new Map<string, BelievedBalance>()
  /** There is no hold, and no entry, of these ids. */
  readonly absentHolds = new Set<string>()
  readonly absentEntries = new Set<string>()
  readonly pendingHolds = new Set<string>()
  /** Each workflow, if the store knows it, is run under the claim. */
  readonly runsUnder = new Map<string, { readonly workflow: string; readonly claim: number | null }>()
  /** Nothing was held later than the first of these moments. */
  readonly moments: number[] = []
  /** Something was asked for that can only be answered by the database. */
  isDoubtful = false

  constructor(mind: BooksInMind) {
    this.#mind = mind
  }

  readonly balances = {
    get: (key: string, account: Account) => {
      const kept = this.#mind.balances.get(key, account)
      if (kept?.isBeginning) this.isDoubtful = true
      this.askedBalances.set(key, { account, balance: kept?.balance })
      return kept
    },
  }

  readonly alerts = {
    get: (...place: Parameters<BooksInMind['alerts']['get']>) => this.#mind.alerts.get(...place),
  }

  readonly holds = {
    get: (id: string): StoredHold | undefined => {
      const hold = this.#mind.hold(id)
      const believed = hold ? this.pendingHolds : this.absentHolds
      believed.add(id)
      return hold
    },
  }

  readonly entries = {
    get: (id: string) => {
      this.absentEntries.add(id)
      return undefined
    },
  }

  readonly replacements = {
    get: () => {
      this.isDoubtful = true
      return undefined
    },
  }

  readonly claims = {
    get:
      () =>
      ({ workflow, claim }: Pick<Attribution, 'workflow'> & { readonly claim: number | undefined }) => {
        if (workflow) this.runsUnder.set(`${workflow} ${claim}`, { workflow, claim: claim ?? null })
        return false
      },
  }

  readonly latestHeld = {
    get: (_name: string, moment: number) => {
      this.moments.push(moment)
      return undefined
    },
  }
}
