import type { Entry } from '../ledger/entry.ts'
import { type NanoUsd, sum } from '../money/nano-usd.ts'
import { type DoubtClass, doubtClasses, type LedgerDay } from './ledger-days.ts'

/** Why a bill and the ledger differ. */
export const driftClasses = [
  ...doubtClasses,
  /** The ledger rounds each call up to a nano-dollar. */
  'rounding',
  /** The provider takes less than it lists. */
  'discount',
  /** Somebody else's calls on the same account. */
  'other_keys',
  /** An item of the bill that is no model, or none that anybody knows. */
  'unknown_item',
] as const
type DriftClass = (typeof driftClasses)[number]

/** Positive: the provider charges more than the ledger has. */
interface Explanation {
  readonly class: DriftClass
  readonly amountNanoUsd: NanoUsd
}

/** What is known about a day of a model, beside the two sums that differ. */
export interface DriftFacts {
  readonly ledger: LedgerDay | undefined
  /** What discounts took off: negative or zero. */
  readonly discountNanoUsd: NanoUsd
  /** What the bill has of other keys, where keys are told apart. */
  readonly otherKeysNanoUsd: NanoUsd | undefined
  readonly isModel: boolean
  /** Requests that the provider has counted; undefined where it does not tell. */
  readonly requests: number | undefined
  /** Tokens of another tier than the usual one, as parts of a million of all. */
  readonly unusualTierParts: bigint
}

export interface ExplainedDrift {
  readonly explained: readonly Explanation[]
  readonly unexplainedNanoUsd: NanoUsd
}

const million = 1_000_000n

/** Takes a drift apart: what is surely so first, then what the ledger itself doubts, each at most as far as it can go. */
export function explainDrift(driftNanoUsd: NanoUsd, facts: DriftFacts): ExplainedDrift {
  const explained: Explanation[] = []
  let rest = driftNanoUsd
  const explain = (driftClass: DriftClass, amountNanoUsd: NanoUsd) => {
    if (amountNanoUsd === 0n) return
    explained.push({ class: driftClass, amountNanoUsd })
    rest -= amountNanoUsd
  }
  explain('discount', facts.discountNanoUsd)
  explain('other_keys', facts.otherKeysNanoUsd ?? 0n)
  const { ledger } = facts
  if (!ledger || ledger.calls === 0) {
    if (rest > 0n) explain(facts.isModel ? 'other_keys' : 'unknown_item', rest)
  } else if (isRounding(rest, ledger.calls)) explain('rounding', rest)
  else if (rest > 0n) {
    const driftClass = classOfMore(facts, ledger)
    if (driftClass) explain(driftClass, rest)
  }
  if (ledger && rest < 0n) {
    for (const doubt of doubtClasses) explain(doubt, downTo(rest, sumOf(ledger.doubtful[doubt])))
    explain('tier', downTo(rest, (ledger.amountNanoUsd * facts.unusualTierParts) / million))
  }
  return { explained: merged(explained), unexplainedNanoUsd: rest }
}

export function sumOf(entries: readonly Entry[]): NanoUsd {
  return sum(entries.map(({ amountNanoUsd }) => amountNanoUsd))
}

function isRounding(rest: NanoUsd, calls: number): boolean {
  const most = BigInt(calls)
  return rest <= most && rest >= -most
}

/** Of what the provider charges beyond the ledger, though the ledger has calls of the model. */
function classOfMore(
  { requests, otherKeysNanoUsd, unusualTierParts }: DriftFacts,
  { calls, doubtful }: LedgerDay,
): DriftClass | undefined {
  if (otherKeysNanoUsd === undefined && requests !== undefined && requests > calls) return 'other_keys'
  const doubts: readonly DoubtClass[] = ['fallback_price', 'tier', 'estimated']
  const doubt = doubts.find((name) => doubtful[name].length > 0)
  return doubt ?? (unusualTierParts > 0n ? 'tier' : undefined)
}

/** As much of a negative rest as an amount of the ledger can be the reason of. */
function downTo(rest: NanoUsd, amount: NanoUsd): NanoUsd {
  if (rest >= 0n || amount <= 0n) return 0n
  return -rest < amount ? rest : -amount
}

function merged(explained: readonly Explanation[]): readonly Explanation[] {
  return driftClasses.flatMap((driftClass) => {
    const own = explained.filter((each) => each.class === driftClass)
    return own.length === 0
      ? []
      : [{ class: driftClass, amountNanoUsd: sum(own.map(({ amountNanoUsd }) => amountNanoUsd)) }]
  })
}
