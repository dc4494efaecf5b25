import { createHash } from 'node:crypto'
import { Decimal } from 'decimal.js'
import type { Fraction } from './fraction.ts'

export const priceOrigins = ['overrides', 'local', 'catalogue', 'fallback'] as const
export type PriceOrigin = (typeof priceOrigins)[number]

/** What depends on how long the input is. US dollars per million tokens. */
export const tokenRateNames = [
  'input',
  'output',
  'cacheRead',
  'cacheWrite',
  'cacheWriteHour',
  'reasoning',
  'inputAudio',
  'outputAudio',
] as const
export type TokenRateName = (typeof tokenRateNames)[number]

/** What is paid by the piece. US dollars per hour of audio, or per one of what the name says. */
export const unitRateNames = [
  'audioPerHour',
  'perRequest',
  'perSearch',
  'perVector',
  'perImage',
  'perCharacter',
] as const
export type UnitRateName = (typeof unitRateNames)[number]

export type TokenRates = { readonly [Name in TokenRateName]?: Decimal }
export type UnitRates = { readonly [Name in UnitRateName]?: Decimal }

/** The rates of calls with more than `aboveTokens` input tokens; what a tier leaves out stays as in the base. */
export interface PriceTier extends TokenRates {
  readonly aboveTokens: number
}

/**
 * What a model costs. A rate that is missing is not offered or not known, never free; a rate of zero is free.
 * A missing cache rate is the input rate (of writes for an hour: twice that, as everywhere), a missing reasoning or audio rate that of text.
 */
export interface Rates extends TokenRates, UnitRates {
  /** By rising `aboveTokens`. */
  readonly tiers: readonly PriceTier[]
}

/** Rates, and where they come from. */
export interface Price extends Rates {
  /** The first 12 hexadecimal digits of a hash of the rates: an entry keeps it, and equal rates have equal versions. */
  readonly version: string
  readonly source: PriceOrigin
  /** When the source last said so, where that is known. */
  readonly updatedAt?: Date
}

export function priceFrom(rates: Rates, source: PriceOrigin, updatedAt?: Date): Price {
  const version = createHash('sha256').update(flatRateText(rates)).digest('hex').slice(0, 12)
  return { ...rates, version, source, ...(updatedAt && { updatedAt }) }
}

const zero = new Decimal(0)

/** For models that run on the operator's own machine. */
export const localPrice: Price = priceFrom(
  {
    input: zero,
    output: zero,
    audioPerHour: zero,
    perRequest: zero,
    perSearch: zero,
    perVector: zero,
    perImage: zero,
    perCharacter: zero,
    tiers: [],
  },
  'local',
)

/**
 * The token rates of a call with so many input tokens. A tier holds strictly above its bound and then for every token of the
 * call: with 3 below and 6 above 200,000, 200,000 tokens cost 3 per million each, 200,001 tokens 6.
 */
export function tokenRatesFor(rates: Rates, inputTokens: number): TokenRates {
  const tier = rates.tiers.findLast(({ aboveTokens }) => inputTokens > aboveTokens)
  return tier ? { ...rates, ...tier } : rates
}

/** Whether every rate that is there is zero. */
export function isFree(rates: Rates): boolean {
  return flatRates(rates).every(([, rate]) => rate.isZero())
}

/** Every rate under a name of its own: `input`, `perRequest`, `above 200000: input`. */
export function flatRates(rates: Rates): readonly (readonly [string, Decimal])[] {
  const base = presentRates(rates, [...tokenRateNames, ...unitRateNames])
  const tiers = rates.tiers.flatMap((tier) =>
    presentRates(tier, tokenRateNames).map(
      ([name, rate]) => [`above ${tier.aboveTokens}: ${name}`, rate] as const,
    ),
  )
  return [...base, ...tiers]
}

function presentRates<Name extends string>(
  rates: { readonly [Key in Name]?: Decimal },
  names: readonly Name[],
): (readonly [Name, Decimal])[] {
  return names.flatMap((name) => {
    const rate = rates[name]
    return rate === undefined ? [] : [[name, rate] as const]
  })
}

function flatRateText(rates: Rates): string {
  return JSON.stringify(flatRates(rates).map(([name, rate]) => [name, rate.toFixed()]))
}

/** The price with its token rates multiplied, as a region does. */
export function scaledPrice(price: Price, [numerator, denominator]: Fraction): Price {
  const scaled = <T extends TokenRates>(rates: T): T => ({
    ...rates,
    ...Object.fromEntries(
      presentRates(rates, tokenRateNames).map(([name, rate]) => [
        name,
        rate.times(numerator).dividedBy(denominator),
      ]),
    ),
  })
  return priceFrom({ ...scaled(price), tiers: price.tiers.map(scaled) }, price.source, price.updatedAt)
}
