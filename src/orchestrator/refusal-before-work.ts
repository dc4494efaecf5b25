import type { LedgerStore } from '../ledger/ledger-store.ts'
import { type Refusal, unspentOf } from '../ledger/limit-state.ts'
import type { Plan } from './plan.ts'
import type { Workflow } from './workflow.ts'
import type { TaskDependencies } from './workflow-tasks.ts'

export interface RefusalDependencies {
  readonly ledger: LedgerStore
  readonly tasks: Pick<TaskDependencies, 'ladderOf' | 'isKnownToBeFree'>
  readonly now: () => number
}

/**
 * The budget that leaves nothing to a workflow which has not begun and could only analyse with models that cost money: fetching its
 * source would be in vain. Undefined when it can go on. What it asked for is told as what it may cost at most.
 */
export async function refusalBeforeWork(
  { tenant, user }: Workflow,
  { limits }: Plan,
  dependencies: RefusalDependencies,
): Promise<Refusal | undefined> {
  const { ladderOf, isKnownToBeFree } = dependencies.tasks
  const ladder = ladderOf('analysis')
  if (ladder.length === 0 || (await Promise.all(ladder.map(isKnownToBeFree))).includes(true)) return undefined
  const budgets = await dependencies.ledger.limits({ tenant, user }, [], dependencies.now())
  // What is only held may come back before this run needs it.
  const usedUp = budgets.find((budget) => budget.mode === 'hard' && unspentOf(budget) === 0n)
  return usedUp && { ...usedUp, requestedNanoUsd: limits.totalNanoUsd }
}
