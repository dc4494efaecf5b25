import type { NanoUsd } from '../money/nano-usd.ts'
import { calculateCost } from '../pricing/calculate-cost.ts'
import { leastFallback } from '../pricing/fallback-price.ts'
import type { Fraction } from '../pricing/fraction.ts'
import type { Price } from '../pricing/price.ts'
import { estimateTokens } from '../pricing/token-estimate.ts'
import type { Usage } from '../pricing/usage.ts'
import { believableUsage, withSecondOpinion, withSound } from './believable-usage.ts'
import type { BookedCall } from './booked-call.ts'
import { mostItCosts } from './call-bounds.ts'

/** What tokens × price come to, and how well that is known. */
export interface CostOfUsage {
  readonly usage: Usage
  readonly amountNanoUsd: NanoUsd
  /** Without the fees for requests and searches. */
  readonly tokensNanoUsd: NanoUsd
  /** `counted` by the provider in everything that is paid; or `estimated` by us from the texts, and then no less than the cost. */
  readonly basis: 'counted' | 'estimated'
  /** What was used that the price has no rate for, booked at the rate of unknown models. */
  readonly unpriced: readonly string[]
}

/** @param times what the modifiers of the reply do to the rates. */
export function costOfUsage(call: BookedCall, price: Price, times: Fraction): CostOfUsage {
  const { plan, facts, report } = call
  if (facts?.outcome === 'filtered') return estimatedCost(call, price, filteredUsage(call), times)
  const both = withSecondOpinion(facts?.usage, report.usage)
  const told = believableUsage(plan, plan.inputIsSound ? withSound(both) : both, report.outputText)
  const isCut = report.isCut === true || facts?.isComplete === false
  const counted = isCut ? undefined : countedCost(price, told, times)
  return counted ?? estimatedCost(call, price, estimatedUsage(call, told, isCut), times)
}

function countedCost(price: Price, usage: Usage, times: Fraction): CostOfUsage | undefined {
  const cost = calculateCost(price, usage, times)
  if (cost.kind === 'computed') return countedAt(price, usage, times, cost.amount, [])
  if (cost.kind !== 'unpriced') return undefined
  const whole: Price = { ...leastFallback, ...price }
  const assumed = calculateCost(whole, usage, times)
  return assumed.kind === 'computed'
    ? countedAt(whole, usage, times, assumed.amount, cost.dimensions)
    : undefined
}

function countedAt(
  price: Price,
  usage: Usage,
  times: Fraction,
  amountNanoUsd: NanoUsd,
  unpriced: readonly string[],
): CostOfUsage {
  const { perRequest: _perRequest, perSearch: _perSearch, ...rates } = price
  const { searches: _searches, ...plain } = usage
  const tokens = calculateCost(rates, plain, times)
  const tokensNanoUsd = tokens.kind === 'computed' ? tokens.amount : amountNanoUsd
  return { usage, amountNanoUsd, tokensNanoUsd, basis: 'counted', unpriced }
}

/** The prompt was read, nothing was written. */
function filteredUsage({ plan }: BookedCall): Usage {
  return {
    ...plan.units,
    ...(plan.inputTokens !== undefined && { inputTokens: { total: plan.inputTokens } }),
    outputTokens: { total: 0 },
  }
}

/** What was not told is estimated from the texts; of a cut reply what was told is the least. */
function estimatedUsage({ plan, report, facts }: BookedCall, told: Usage, isCut: boolean): Usage {
  const total = facts?.totalTokens ?? 0
  const planned =
    plan.maxOutputTokens === undefined ? Math.max(plan.inputTokens ?? 0, total) : plan.inputTokens
  const input = told.inputTokens?.total ?? planned
  const written = told.outputTokens?.total
  const leftByTotal = Math.max(0, total - (input ?? 0))
  const output =
    written !== undefined && !isCut
      ? written
      : plan.maxOutputTokens === undefined
        ? written
        : Math.max(
            written ?? 0,
            leftByTotal,
            Math.min(estimateTokens(report.outputText ?? '', plan.model), plan.maxOutputTokens),
          )
  return {
    ...plan.units,
    ...told,
    ...(input !== undefined && { inputTokens: { ...told.inputTokens, total: input } }),
    ...(output !== undefined && { outputTokens: { ...told.outputTokens, total: output } }),
  }
}

function estimatedCost({ plan }: BookedCall, price: Price, usage: Usage, times: Fraction): CostOfUsage {
  const { inputTokens, outputTokens, ...units } = usage
  const size = { inputTokens: inputTokens?.total, inputIsSound: plan.inputIsSound, units }
  const most = dearerBy(times, mostItCosts(price, size, outputTokens?.total))
  const floor = calculateCost(price, usage, times)
  const told = floor.kind === 'computed' ? floor.amount : floor.kind === 'incomplete' ? floor.atLeast : 0n
  const amountNanoUsd = [most, told].reduce((dearer, amount) => (amount > dearer ? amount : dearer))
  return { usage, amountNanoUsd, tokensNanoUsd: amountNanoUsd, basis: 'estimated', unpriced: [] }
}

/** A bound holds for the dearer rates too; cheaper ones are not counted on. */
function dearerBy([numerator, denominator]: Fraction, amount: NanoUsd): NanoUsd {
  if (numerator <= denominator) return amount
  return (amount * BigInt(numerator) + BigInt(denominator) - 1n) / BigInt(denominator)
}
