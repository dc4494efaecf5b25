import type { Difference } from '../verification.ts'
import type { Account, Balance } from './accounts.ts'

/** Where balances are not as they must be; both by the accounts' keys. */
export function balanceDifferences(
  kept: ReadonlyMap<string, Balance>,
  recomputed: ReadonlyMap<string, Account & Balance>,
): readonly Difference[] {
  const differences: Difference[] = []
  for (const key of new Set([...recomputed.keys(), ...kept.keys()])) {
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

/** A row of sums, and what tells it from others. */
export interface RollupRow {
  readonly key: string
  readonly sums: string
}

/** Where the rows of a roll-up are not as the entries say. */
export function rollupDifferences(
  table: string,
  keptRows: readonly RollupRow[],
  recomputedRows: readonly RollupRow[],
): readonly Difference[] {
  const kept = new Map(keptRows.map(({ key, sums }) => [key, sums]))
  const found = new Map(recomputedRows.map(({ key, sums }) => [key, sums]))
  return [...new Set([...kept.keys(), ...found.keys()])].flatMap((key) => {
    const [keptSum, sum] = [kept.get(key) ?? 'nothing', found.get(key) ?? 'nothing']
    return keptSum === sum ? [] : [{ what: `${table} ${key}`, kept: keptSum, recomputed: sum }]
  })
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
