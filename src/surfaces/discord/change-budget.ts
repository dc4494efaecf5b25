import type { BudgetRefusal, SetBudgetRequest, SetBudgetResult } from '../../ledger/budget-limit.ts'
import type { LedgerStore } from '../../ledger/ledger-store.ts'
import type { NanoUsd } from '../../money/nano-usd.ts'

export type ChangedBudget = Extract<SetBudgetResult, { kind: 'set' }>

/** A change of a budget as a Discord user asks for it. */
export interface BudgetWish extends Omit<SetBudgetRequest, 'by' | 'role'> {
  readonly user: string
}

/** Sets or takes away a limit, for an owner. */
export async function changeBudget(
  { ledger }: { readonly ledger: Pick<LedgerStore, 'setBudget'> },
  { user, ...request }: BudgetWish,
): Promise<ChangedBudget> {
  const result = await ledger.setBudget({ ...request, by: `user_${user}`, role: 'owner' })
  if (result.kind !== 'set') throw new TypeError(`The ledger refused an owner's budget: ${result.kind}.`)
  return result
}

/** Sets a limit for a manager, who may not go beyond the owner's, neither in the amount nor by only warning. */
export function changeBudgetBelowCap(
  { ledger }: { readonly ledger: Pick<LedgerStore, 'setBudget'> },
  { user, ...request }: BudgetWish & { readonly limitNanoUsd: NanoUsd },
): Promise<ChangedBudget | BudgetRefusal> {
  return ledger.setBudget({ ...request, by: `user_${user}`, role: 'manager' })
}
