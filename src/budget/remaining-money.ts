import type { LedgerStore } from '../ledger/ledger-store.ts'
import { type LimitState, leftOf } from '../ledger/limit-state.ts'
import type { RequestTracker } from './request-scope.ts'

/** The hard limit that leaves least; undefined when nothing limits. */
export function tightestOf(limits: readonly LimitState[]): LimitState | undefined {
  return limits
    .filter(({ mode }) => mode === 'hard')
    .reduce<LimitState | undefined>(
      (least, limit) => (least && leftOf(least) <= leftOf(limit) ? least : limit),
      undefined,
    )
}

/** The tightest hard limit on a scope's next call; undefined when nothing limits. */
export async function tightestLimit(
  ledger: LedgerStore,
  { attribution, accounts }: RequestTracker,
  atMs: number,
): Promise<LimitState | undefined> {
  return tightestOf(await ledger.limits(attribution, accounts, atMs))
}
