import type { Config } from '../../app/config.ts'
import type { BudgetMode } from '../../ledger/budget-limit.ts'
import type { LedgerStore } from '../../ledger/ledger-store.ts'
import type { Period } from '../../ledger/period.ts'
import { defaultSubject } from '../../ledger/subject.ts'
import type { NanoUsd } from '../../money/nano-usd.ts'

/** How the history marks changes by a server's managers. Changes by anybody else are those of an owner or operator. */
export const managerPrefix = 'manager_'

/** More changes than a history has. */
const allChanges = 1_000_000

export interface OwnerCap {
  readonly limitNanoUsd: NanoUsd
  readonly mode: BudgetMode
}

/**
 * What the managers of a server may not go beyond: the limit that an owner or the operator has set last, whatever managers have set
 * since; where there is none, what the configuration says, else the default of all servers. Undefined: nothing limits.
 */
export async function ownerCap(
  {
    ledger,
    config,
  }: {
    readonly ledger: Pick<LedgerStore, 'budgetHistory' | 'budgetStatus'>
    readonly config: Pick<Config, 'budgets'>
  },
  { subject, period, atMs }: { readonly subject: string; readonly period: Period; readonly atMs: number },
): Promise<OwnerCap | undefined> {
  const changes = await ledger.budgetHistory(subject, allChanges)
  const latest = changes.find((change) => change.period === period && !change.by.startsWith(managerPrefix))
  if (latest?.limitNanoUsd !== undefined) return { limitNanoUsd: latest.limitNanoUsd, mode: latest.mode }
  const configured = config.budgets[subject]?.[period]
  if (configured) return configured
  const defaults = await ledger.budgetStatus(defaultSubject, atMs)
  return defaults.find((status) => status.period === period)?.budget
}
