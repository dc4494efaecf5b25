import type { NanoUsd } from '../money/nano-usd.ts'
import { calculateCost } from '../pricing/calculate-cost.ts'
import { leastFallback } from '../pricing/fallback-price.ts'
import type { Fraction } from '../pricing/fraction.ts'
import type { Price, TokenRateName, TokenRates } from '../pricing/price.ts'
import type { InputTokens, OutputTokens, Usage } from '../pricing/usage.ts'

/** How large a call is at most. */
export interface CallSize {
  /** Input tokens, never below what the provider will count. Undefined for calls that are not priced by tokens. */
  readonly inputTokens?: number | undefined
  /** The input is sound, whose tokens may have a rate of their own. */
  readonly inputIsSound?: boolean | undefined
  /** Some of the output may be sound, whose tokens may have a rate of their own. */
  readonly outputIsSound?: boolean | undefined
  /** What is asked for, such as a tier, makes it so many times as dear at most. Default: once. */
  readonly rateTimes?: Fraction | undefined
  /** The output ceiling that is wanted. */
  readonly maxOutputTokens?: number | undefined
  /** Below this ceiling the call would be of no use. */
  readonly leastOutputTokens?: number | undefined
  /** Seconds, characters, vectors and requests, for calls that are priced by them. */
  readonly units?: Omit<Usage, 'inputTokens' | 'outputTokens'> | undefined
  /** So many seconds of sound are charged however short it is. */
  readonly leastAudioSeconds?: number | undefined
}

/**
 * An upper bound of what a call costs: the dearest of all ways in which the provider may count its tokens
 * (fresh, as sound, read from or written to a cache; as text or as reasoning), also where a call of fewer tokens is dearer
 * because a tier above is cheaper.
 */
export function mostItCosts(price: Price, size: CallSize, outputTokens: number | undefined): NanoUsd {
  const inputs: readonly InputTokens[] =
    size.inputTokens === undefined ? [] : waysToCountInput(price, size.inputTokens, size.inputIsSound)
  const outputs: readonly OutputTokens[] =
    outputTokens === undefined
      ? []
      : [
          { total: outputTokens, reasoning: 0 },
          ...(differences(price).reasoning ? [{ total: outputTokens, reasoning: outputTokens }] : []),
          ...(size.outputIsSound ? [{ total: outputTokens, reasoning: 0, audio: outputTokens }] : []),
        ]
  const costs = orNone(inputs).flatMap((inputTokens) =>
    orNone(outputs).map((output) =>
      costOf(price, {
        ...size.units,
        ...(inputTokens && { inputTokens }),
        ...(output && { outputTokens: output }),
      }),
    ),
  )
  const most = costs.reduce((most, cost) => (cost > most ? cost : most), 0n)
  return size.rateTimes ? timesRoundedUp(most, size.rateTimes) : most
}

function timesRoundedUp(amount: NanoUsd, [numerator, denominator]: Fraction): NanoUsd {
  const divisor = BigInt(denominator)
  return (amount * BigInt(numerator) + divisor - 1n) / divisor
}

/**
 * The largest output ceiling that `heldNanoUsd` pays for, between the useful least and what was wanted; undefined
 * for calls without a ceiling.
 */
export function outputTokensFor(price: Price, size: CallSize, heldNanoUsd: NanoUsd): number | undefined {
  const wanted = size.maxOutputTokens
  if (wanted === undefined || mostItCosts(price, size, wanted) <= heldNanoUsd) return wanted
  let affordable = size.leastOutputTokens ?? wanted
  let tooMuch = wanted
  while (affordable + 1 < tooMuch) {
    const middle = Math.floor((affordable + tooMuch) / 2)
    if (mostItCosts(price, size, middle) <= heldNanoUsd) affordable = middle
    else tooMuch = middle
  }
  return affordable
}

function waysToCountInput(price: Price, most: number, isSound = false): readonly InputTokens[] {
  const { cacheRead, cacheWrite } = differences(price)
  const belowTiers = price.tiers.map(({ aboveTokens }) => aboveTokens).filter((bound) => bound < most)
  return [most, ...belowTiers].flatMap((total) => [
    { total, cacheRead: 0, cacheWrite: 0 },
    ...(cacheRead ? [{ total, cacheRead: total, cacheWrite: 0 }] : []),
    ...(cacheWrite ? [{ total, cacheRead: 0, cacheWrite: total }] : []),
    ...(isSound ? [{ total, cacheRead: 0, cacheWrite: 0, audio: total }] : []),
  ])
}

interface Differences {
  readonly cacheRead: boolean
  readonly cacheWrite: boolean
  readonly reasoning: boolean
}

const knownDifferences = new WeakMap<Price, Differences>()

/** Which ways of counting can make a call dearer at this price than counting all of it as fresh text. */
function differences(price: Price): Differences {
  const known = knownDifferences.get(price)
  if (known) return known
  const rates: readonly TokenRates[] = [price, ...price.tiers]
  const mayExceed = (part: TokenRateName, whole: TokenRateName) =>
    rates.some((of) => rates.some((than) => of[part]?.gt(than[whole] ?? 0)))
  const found = {
    cacheRead: mayExceed('cacheRead', 'input'),
    cacheWrite: mayExceed('cacheWrite', 'input'),
    reasoning: mayExceed('reasoning', 'output'),
  }
  knownDifferences.set(price, found)
  return found
}

function orNone<T>(items: readonly T[]): readonly (T | undefined)[] {
  return items.length > 0 ? items : [undefined]
}

function costOf(price: Price, usage: Usage): NanoUsd {
  const cost = calculateCost(price, usage)
  switch (cost.kind) {
    case 'computed':
      return cost.amount
    case 'incomplete':
      return cost.atLeast
    case 'unpriced':
      // The price says nothing of something the call uses: that is assumed to cost what it does at least of unknown models.
      return price.source === 'fallback'
        ? 0n
        : costOf({ ...leastFallback, ...price, source: 'fallback' }, usage)
    case 'invalid-usage':
      throw new RangeError(`Not a size of a call: ${cost.problems.map(({ field }) => field).join(', ')}.`)
    default:
      return cost satisfies never
  }
}
