import type { Slices } from '../../time/slices.ts'
import type { Difference } from '../verification.ts'
import type { Account, Balance } from './accounts.ts'

/** Where balances are not as they must be; both by the accounts' keys. */
export function* balanceDifferences(
  kept: ReadonlyMap<string, Balance>,
  recomputed: ReadonlyMap<string, Account & Balance>,
): Slices<readonly Difference[]> {
  const differences: Difference[] = []
  for (const key of keysOf(recomputed, kept)) {
    yield
    // A period that reaches back is kept from its first call on, and is read from the entries until then.
    if (!kept.has(key) && recomputed.get(key)?.reachesBack) continue
    for (const column of ['spentNanoUsd', 'heldNanoUsd'] as const) {
      const keptAmount = kept.get(key)?.[column] ?? 0n
      const amount = recomputed.get(key)?.[column] ?? 0n
      if (keptAmount !== amount)
        differences.push({ what: `balance ${key} ${column}`, kept: `${keptAmount}`, recomputed: `${amount}` })
    }
  }
  return differences
}

/** Each once. */
function* keysOf(
  first: ReadonlyMap<string, unknown>,
  second: ReadonlyMap<string, unknown>,
): Generator<string, void, void> {
  yield* first.keys()
  for (const key of second.keys()) if (!first.has(key)) yield key
}

/** A row of a roll-up that is not as the entries say, as JSON; null on the side that has none. */
export interface WrongRollup {
  readonly key: string
  readonly kept: string | null
  readonly recomputed: string | null
}

export function rollupDifferences(table: string, wrong: readonly WrongRollup[]): readonly Difference[] {
  return wrong.map(({ key, kept, recomputed }) => ({
    what: `${table} ${key}`,
    kept: kept ?? 'nothing',
    recomputed: recomputed ?? 'nothing',
  }))
}

/** A hold that has not left the charges that its state calls for. */
export interface WrongHold {
  readonly id: string
  readonly state: string
  readonly charges: bigint
  readonly amount: bigint
}

/**
 * Every hold leaves the charges that its state calls for: none while pending, one once settled or expired, at most an unbilled one when
 * voided; and no entry is of a hold that is not there.
 */
export function holdDifferences(
  wrong: readonly WrongHold[],
  orphans: readonly { readonly id: string; readonly hold: string }[],
): readonly Difference[] {
  return [
    ...wrong.map(({ id, state, charges, amount }) => ({
      what: `hold ${id}, ${state}`,
      kept: `${charges} charges of ${amount}`,
      recomputed: chargesOf(state),
    })),
    ...orphans.map(({ id, hold }) => ({
      what: `entry ${id}`,
      kept: `hold ${hold}`,
      recomputed: 'nothing',
    })),
  ]
}

function chargesOf(state: string): string {
  if (state === 'pending') return '0 charges'
  return state === 'voided' ? '0 or 1 charges of 0' : '1 charge'
}
