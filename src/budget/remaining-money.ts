import type { RequestTracker } from './request-scope.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { NanoUsd } from '../money/nano-usd.ts'

/** What the tightest hard limit on a scope's next call leaves, never below zero; undefined when nothing limits. */
export async function remainingNanoUsd(
  ledger: LedgerStore,
  { attribution, accounts }: RequestTracker,
  atMs: number,
): Promise<NanoUsd | undefined> {
  const limits = await ledger.limits(attribution, accounts, atMs)
  const left = limits
    .filter(({ mode }) => mode === 'hard')
    .map((limit) => limit.limitNanoUsd - limit.spentNanoUsd - limit.heldNanoUsd)
  if (left.length === 0) return undefined
  const least = left.reduce((a, b) => (a < b ? a : b))
  return least > 0n ? least : 0n
}
