import type { NanoUsd } from '../../money/nano-usd.ts'
import type { Slices } from '../../time/slices.ts'
import type { PeriodCalendar } from '../period.ts'
import {
  type Account,
  addBalances,
  type Balance,
  emptyBalance,
  lifetimeAccount,
  scopeAccount,
  subjectAccounts,
} from './accounts.ts'
import { quarterMs } from './subject-accounts.ts'
import type { ZoneBook } from './zone-book.ts'

/** What one user of one tenant, '' for nobody, has spent or holds in one quarter of an hour of UTC. */
export interface QuarterSum {
  readonly tenant: string
  readonly user: string
  /** Quarters since the epoch. */
  readonly quarter: bigint
  readonly amount: NanoUsd
}

export interface ScopeSum {
  readonly scope: string
  readonly amount: NanoUsd
}

/** Sums over all entries, or over all pending holds. */
export interface PlainSums {
  readonly quarters: readonly QuarterSum[]
  readonly scopes: readonly ScopeSum[]
}

/** All balances as the entries and pending holds say they must be, by the accounts' keys. */
export function* recomputedBalances(
  { entries, holds }: { readonly entries: PlainSums; readonly holds: PlainSums },
  calendar: PeriodCalendar,
  zones: Pick<ZoneBook, 'spansOf'>,
): Slices<ReadonlyMap<string, Account & Balance>> {
  const found = new Map<string, Account & Balance>()
  const add = (account: Account, balance: Balance) => {
    const before = found.get(account.key) ?? emptyBalance
    found.set(account.key, { ...account, ...addBalances(before, balance) })
  }
  const all = [
    { ...entries, balanceOf: (spentNanoUsd: NanoUsd): Balance => ({ spentNanoUsd, heldNanoUsd: 0n }) },
    { ...holds, balanceOf: (heldNanoUsd: NanoUsd): Balance => ({ spentNanoUsd: 0n, heldNanoUsd }) },
  ]
  for (const { quarters, scopes, balanceOf } of all) {
    for (const { tenant, user, quarter, amount } of quarters) {
      yield
      const atMs = Number(quarter) * quarterMs
      const accounts = subjectAccounts({ tenant, user }, atMs, calendar, (subject) => zones.spansOf(subject))
      for (const account of accounts) add(account, balanceOf(amount))
    }
    for (const { scope, amount } of scopes) {
      yield
      add(scopeAccount(scope), balanceOf(amount))
    }
  }
  const spentNanoUsd = entries.quarters.reduce((sum, { amount }) => sum + amount, 0n)
  if (entries.quarters.some(({ amount }) => amount !== 0n))
    add(lifetimeAccount, { spentNanoUsd, heldNanoUsd: 0n })
  return found
}
