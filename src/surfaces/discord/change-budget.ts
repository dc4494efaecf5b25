import type { Config } from '../../app/config.ts'
import type { BudgetChange, BudgetStatus, SetBudgetRequest } from '../../ledger/budget-limit.ts'
import type { LedgerStore } from '../../ledger/ledger-store.ts'
import type { NanoUsd } from '../../money/nano-usd.ts'
import { managerPrefix, type OwnerCap, ownerCap } from './owner-cap.ts'

export interface ChangedBudget {
  readonly change: BudgetChange
  /** As this change leaves the period, also when somebody else has changed it again since. */
  readonly status: BudgetStatus
}

export type ManagerChange =
  | ({ readonly kind: 'changed' } & ChangedBudget)
  | { readonly kind: 'above_cap'; readonly capNanoUsd: NanoUsd }
  | { readonly kind: 'softer_than_cap' }

interface Books {
  readonly ledger: Pick<LedgerStore, 'setBudget' | 'budgetStatus' | 'budgetHistory'>
  readonly config: Pick<Config, 'budgets'>
}

/** Sets or takes away a limit, for an owner. Of two at once, the later one's limit before is the earlier one's limit now. */
export async function changeBudget(
  { ledger }: Pick<Books, 'ledger'>,
  { user, ...request }: Omit<SetBudgetRequest, 'by'> & { readonly user: string },
): Promise<ChangedBudget> {
  return changedBudget(await ledger.setBudget({ ...request, by: `user_${user}` }), ledger)
}

/** Sets a limit for a manager, who may not go beyond the owner's, neither in the amount nor by only warning. */
export async function changeBudgetBelowCap(
  books: Books,
  {
    user,
    ...request
  }: Omit<SetBudgetRequest, 'by'> & { readonly user: string; readonly limitNanoUsd: NanoUsd },
): Promise<ManagerChange> {
  const refusal = refusalBy(await ownerCap(books, request), request)
  if (refusal) return refusal
  const by = `${managerPrefix}${user}`
  const change = await books.ledger.setBudget({ ...request, by })
  // An owner may have set a lower limit between the look and the change: that one holds.
  const cap = await ownerCap(books, request)
  const lateRefusal = refusalBy(cap, request)
  if (!cap || !lateRefusal) return { kind: 'changed', ...(await changedBudget(change, books.ledger)) }
  await books.ledger.setBudget({ ...request, limitNanoUsd: cap.limitNanoUsd, mode: cap.mode, by })
  return lateRefusal
}

function refusalBy(
  cap: OwnerCap | undefined,
  { limitNanoUsd, mode }: { readonly limitNanoUsd: NanoUsd; readonly mode: SetBudgetRequest['mode'] },
): Exclude<ManagerChange, { kind: 'changed' }> | undefined {
  if (!cap) return undefined
  if (limitNanoUsd > cap.limitNanoUsd) return { kind: 'above_cap', capNanoUsd: cap.limitNanoUsd }
  return mode === 'soft' && cap.mode === 'hard' ? { kind: 'softer_than_cap' } : undefined
}

async function changedBudget(
  change: BudgetChange,
  ledger: Pick<LedgerStore, 'budgetStatus'>,
): Promise<ChangedBudget> {
  const { subject, period, limitNanoUsd, mode, revision, atMs } = change
  const status = (await ledger.budgetStatus(subject, atMs)).find((one) => one.period === period)
  if (!status) throw new Error(`The budget ${period} of ${subject} has no status.`)
  const budget = { limitNanoUsd: limitNanoUsd ?? 0n, mode, revision, origin: 'own' } as const
  return { change, status: limitNanoUsd === undefined ? status : { ...status, budget } }
}
