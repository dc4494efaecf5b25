import type { LimitState } from '../ledger/hold.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { RequestTracker } from './request-scope.ts'

/** What a limit leaves, never below zero. */
export function leftOf({ limitNanoUsd, spentNanoUsd, heldNanoUsd }: LimitState): NanoUsd {
  const left = limitNanoUsd - spentNanoUsd - heldNanoUsd
  return left > 0n ? left : 0n
}

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
