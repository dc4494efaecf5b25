import { type Account, addBalances, type Balance, type BalanceChange } from './accounts.ts'
import { PendingSums } from './pending-sums.ts'

/**
 * The balances that a batch of use cases works on: each is read at most once, however many use cases ask for it,
 * and all that they change of it is handed over as one sum at the end. Of an account that nobody asks for, only the
 * sum is needed.
 */
export class BalanceSheet {
  readonly #read: (account: Account) => Balance
  readonly #stored = new Map<string, Balance>()
  readonly #pending = new PendingSums<Account, Balance>(addBalances)

  /** @param read what the store has of an account, without what this batch has changed. */
  constructor(read: (account: Account) => Balance) {
    this.#read = read
  }

  /** As the store has it, and what was added since. */
  balanceOf(account: Account): Balance {
    let stored = this.#stored.get(account.key)
    if (!stored) {
      stored = this.#read(account)
      this.#stored.set(account.key, stored)
    }
    const pending = this.#pending.get(account.key)
    return pending ? addBalances(stored, pending) : stored
  }

  add({ accounts, change }: BalanceChange): void {
    for (const account of accounts) this.#pending.add(account.key, account, change)
  }

  mark(): void {
    this.#pending.mark()
  }

  takeBack(): void {
    this.#pending.takeBack()
  }

  /** Hands over what was added to each account, and forgets what was read. */
  take(): readonly { readonly key: Account; readonly sum: Balance }[] {
    this.#stored.clear()
    return this.#pending.take().filter(({ sum }) => sum.spentNanoUsd !== 0n || sum.heldNanoUsd !== 0n)
  }

  forget(): void {
    this.#stored.clear()
    this.#pending.forget()
  }
}
