import { assertNonNegative, type NanoUsd } from '../../money/nano-usd.ts'

/**
 * One limit over several databases. Its home hands out slices of it to the shards, which hold calls against what they were granted
 * without asking. What is granted never exceeds the limit, and no shard holds beyond what it knows to be granted, so that the limit
 * holds whatever becomes of the messages between them; the price is that unused slices are out of reach until they come back.
 */
export interface LeasedBudget {
  readonly limitNanoUsd: NanoUsd
  /** By shard. */
  readonly leases: ReadonlyMap<string, Lease>
}

/** What the home knows of a shard. */
interface Lease {
  /** Of the latest request that it has answered. */
  readonly sequence: number
  readonly grantedNanoUsd: NanoUsd
  /** When the shard last said so. */
  readonly spentNanoUsd: NanoUsd
}

/** What a shard knows of what it was granted: kept with its books, in the transactions that hold and settle. */
export interface Slice {
  readonly shard: string
  /** Of its latest request. */
  readonly sequence: number
  readonly grantedNanoUsd: NanoUsd
  readonly spentNanoUsd: NanoUsd
  readonly heldNanoUsd: NanoUsd
  /** From then on nothing more is held against what is unused: it goes back. By the shard's own clock. */
  readonly expiresAtMs: number
}

export interface LeaseRequest {
  readonly shard: string
  readonly sequence: number
  /** What stays granted in any case. */
  readonly keptNanoUsd: NanoUsd
  readonly spentNanoUsd: NanoUsd
  /** So much more at least; 0 when something is only given back. */
  readonly neededNanoUsd: NanoUsd
  /** What the shard has spent in the last {@link recentMs}. */
  readonly recentNanoUsd: NanoUsd
  /** Shards that were asked already for what they have unused. Of those that are silent all may be used. */
  readonly recalled: ReadonlySet<string>
}

/**
 * `recall`: what is needed may lie unused with these shards; the request is sent again when they have given it back, or were silent.
 * `stale`: a later request of the shard was answered already.
 */
export type LeaseAnswer =
  | { readonly kind: 'granted'; readonly sequence: number; readonly grantedNanoUsd: NanoUsd }
  | { readonly kind: 'recall'; readonly shards: readonly string[] }
  | { readonly kind: 'refused'; readonly leftNanoUsd: NanoUsd }
  | { readonly kind: 'stale' }

/** A slice is at most what was spent in so long. */
export const recentMs = 60_000
/** What is unused after so long goes back. */
export const leaseMs = 60_000
/** A slice is at most this part of what is left: then at most `shards` parts of it are out of reach. */
const partsOfRemainder = 100n

/** A shard that was granted nothing yet. */
export function emptySlice(shard: string): Slice {
  return { shard, sequence: 0, grantedNanoUsd: 0n, spentNanoUsd: 0n, heldNanoUsd: 0n, expiresAtMs: 0 }
}

/**
 * Answers a shard at the limit's home. Of one limit, requests are answered one after another; one that comes twice is answered twice and
 * counts once.
 *
 * @returns the answer, and the budget as it is from then on
 */
export function answerLease(
  budget: LeasedBudget,
  request: LeaseRequest,
): { readonly answer: LeaseAnswer; readonly budget: LeasedBudget } {
  const { shard, sequence, keptNanoUsd, spentNanoUsd, neededNanoUsd } = request
  const known = budget.leases.get(shard)
  if (known && known.sequence > sequence) return { answer: { kind: 'stale' }, budget }
  if (known?.sequence === sequence) return { answer: grantedBy(known), budget }
  const leftNanoUsd = leftBeside(budget, shard) - keptNanoUsd
  if (neededNanoUsd > 0n && neededNanoUsd > leftNanoUsd)
    return { answer: withoutMoney(budget, request, leftNanoUsd), budget }
  const grantedNanoUsd = keptNanoUsd + sliceOf(leftNanoUsd, request)
  const lease = { sequence, grantedNanoUsd, spentNanoUsd }
  const leases = new Map(budget.leases).set(shard, lease)
  return { answer: grantedBy(lease), budget: { ...budget, leases } }
}

/**
 * Of 50.00 left, a shard that spent 0.20 in the last minute is granted 0.20, and one that spent 3.00 is granted 0.50; never less than the call
 * needs, nor anything that was not asked for.
 */
function sliceOf(
  leftNanoUsd: NanoUsd,
  { neededNanoUsd, recentNanoUsd }: Pick<LeaseRequest, 'neededNanoUsd' | 'recentNanoUsd'>,
): NanoUsd {
  if (neededNanoUsd === 0n) return 0n
  const part = leftNanoUsd / partsOfRemainder
  const usual = recentNanoUsd < part ? recentNanoUsd : part
  return usual > neededNanoUsd ? usual : neededNanoUsd
}

function withoutMoney(
  { leases }: LeasedBudget,
  { shard, neededNanoUsd, recalled }: LeaseRequest,
  leftNanoUsd: NanoUsd,
): LeaseAnswer {
  const others = [...leases].filter(
    ([name, { grantedNanoUsd, spentNanoUsd }]) =>
      name !== shard && !recalled.has(name) && grantedNanoUsd > spentNanoUsd,
  )
  const unspent = others.reduce((sum, [, lease]) => sum + lease.grantedNanoUsd - lease.spentNanoUsd, 0n)
  if (leftNanoUsd + unspent >= neededNanoUsd) return { kind: 'recall', shards: others.map(([name]) => name) }
  return { kind: 'refused', leftNanoUsd: leftNanoUsd > 0n ? leftNanoUsd : 0n }
}

function leftBeside({ limitNanoUsd, leases }: LeasedBudget, shard: string): NanoUsd {
  let left = limitNanoUsd
  for (const [name, { grantedNanoUsd }] of leases) if (name !== shard) left -= grantedNanoUsd
  return left
}

function grantedBy({ sequence, grantedNanoUsd }: Lease): LeaseAnswer {
  return { kind: 'granted', sequence, grantedNanoUsd }
}

/** Holds an amount against what the shard was granted, or says how much more it has to ask for. */
export function holdUnderSlice(
  slice: Slice,
  amountNanoUsd: NanoUsd,
  atMs: number,
):
  | { readonly kind: 'held'; readonly slice: Slice }
  | { readonly kind: 'short'; readonly neededNanoUsd: NanoUsd } {
  assertNonNegative(amountNanoUsd, 'an amount to hold')
  const unused = atMs < slice.expiresAtMs ? unusedOf(slice) : 0n
  if (amountNanoUsd > unused) return { kind: 'short', neededNanoUsd: amountNanoUsd - unused }
  return { kind: 'held', slice: { ...slice, heldNanoUsd: slice.heldNanoUsd + amountNanoUsd } }
}

/** What a held call has cost: less frees the rest for the shard's next call, more is booked all the same and is not there for it. */
export function settleUnderSlice(slice: Slice, heldNanoUsd: NanoUsd, costNanoUsd: NanoUsd): Slice {
  return {
    ...slice,
    spentNanoUsd: slice.spentNanoUsd + costNanoUsd,
    heldNanoUsd: slice.heldNanoUsd - heldNanoUsd,
  }
}

/** Asks for more. What has expired goes back with it. */
export function askForMore(
  slice: Slice,
  { amountNanoUsd, recentNanoUsd, atMs, recalled = new Set() }: MoreMoney,
): { readonly slice: Slice; readonly request: LeaseRequest } {
  const kept = atMs < slice.expiresAtMs ? slice : withoutUnused(slice)
  const neededNanoUsd = amountNanoUsd - unusedOf(kept)
  return nextRequest(kept, {
    neededNanoUsd: neededNanoUsd > 0n ? neededNanoUsd : 0n,
    recentNanoUsd,
    recalled,
  })
}

export interface MoreMoney {
  /** Of the call that is to be held. */
  readonly amountNanoUsd: NanoUsd
  readonly recentNanoUsd: NanoUsd
  readonly atMs: number
  readonly recalled?: ReadonlySet<string>
}

/** Gives back what is unused: from then on the shard holds nothing against it, whether the message arrives or not. */
export function giveBack(slice: Slice): { readonly slice: Slice; readonly request: LeaseRequest } {
  const nothing = { neededNanoUsd: 0n, recentNanoUsd: 0n, recalled: new Set<string>() }
  return nextRequest(withoutUnused(slice), nothing)
}

/** What the shard may hold against from then on. An answer to an earlier request than its latest changes nothing. */
export function takeAnswer(slice: Slice, answer: LeaseAnswer, atMs: number): Slice {
  if (answer.kind !== 'granted' || answer.sequence !== slice.sequence) return slice
  return { ...slice, grantedNanoUsd: answer.grantedNanoUsd, expiresAtMs: atMs + leaseMs }
}

function nextRequest(
  slice: Slice,
  wish: Pick<LeaseRequest, 'neededNanoUsd' | 'recentNanoUsd' | 'recalled'>,
): { readonly slice: Slice; readonly request: LeaseRequest } {
  const { shard, grantedNanoUsd, spentNanoUsd } = slice
  const sequence = slice.sequence + 1
  const usedNanoUsd = usedOf(slice)
  const keptNanoUsd = grantedNanoUsd > usedNanoUsd ? grantedNanoUsd : usedNanoUsd
  const request = { shard, sequence, keptNanoUsd, spentNanoUsd, ...wish }
  return { slice: { ...slice, sequence, grantedNanoUsd: keptNanoUsd }, request }
}

function withoutUnused(slice: Slice): Slice {
  return { ...slice, grantedNanoUsd: usedOf(slice) }
}

function usedOf({ spentNanoUsd, heldNanoUsd }: Slice): NanoUsd {
  return spentNanoUsd + heldNanoUsd
}

/** Nothing where calls have cost more than was held. */
function unusedOf(slice: Slice): NanoUsd {
  const unused = slice.grantedNanoUsd - usedOf(slice)
  return unused > 0n ? unused : 0n
}
