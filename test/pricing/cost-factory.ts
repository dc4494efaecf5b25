import { Decimal } from 'decimal.js'
import { expect } from 'vitest'
import { toExactUsd } from '../../src/money/format.ts'
import type { NanoUsd } from '../../src/money/nano-usd.ts'
import { calculateCost } from '../../src/pricing/calculate-cost.ts'
import type { Price, PriceOrigin, PriceTier, TokenRateName, UnitRateName } from '../../src/pricing/price.ts'
import { priceFrom } from '../../src/pricing/price.ts'
import type { Usage } from '../../src/pricing/usage.ts'

type GivenRates = { readonly [Name in TokenRateName | UnitRateName]?: string | number }
type GivenTier = { readonly aboveTokens: number } & { readonly [Name in TokenRateName]?: string | number }

/** A price from plain numbers. */
export function price(
  rates: GivenRates,
  tiers: readonly GivenTier[] = [],
  source: PriceOrigin = 'catalogue',
): Price {
  const converted = tiers.map(({ aboveTokens, ...given }): PriceTier => ({ aboveTokens, ...decimals(given) }))
  return priceFrom({ ...decimals(rates), tiers: converted }, source)
}

/** Usage of so many tokens in and out. */
export function tokens(input: number, output: number): Usage {
  return { inputTokens: { total: input }, outputTokens: { total: output } }
}

/** The cost of usage that must be computable. */
export function amountOf(of: Price, usage: Usage): NanoUsd {
  const cost = calculateCost(of, usage)
  expect(cost.kind).toBe('computed')
  return (cost as { amount: NanoUsd }).amount
}

/** The same in exact dollars. */
export function usd(of: Price, usage: Usage): string {
  return toExactUsd(amountOf(of, usage))
}

function decimals<Name extends string>(rates: { readonly [Key in Name]?: string | number }) {
  const entries = Object.entries<string | number | undefined>(rates)
  return Object.fromEntries(
    entries.flatMap(([name, rate]) => (rate === undefined ? [] : [[name, new Decimal(rate)]])),
  ) as { [Key in Name]?: Decimal }
}
