import type { Price } from './price.ts'
import { flatRates } from './price.ts'

/** Prices by `<provider>:<model>`. */
export type PriceTable = ReadonlyMap<string, Price>

/** One rate of one model that is not what it was; undefined: there was none, or there is none any more. */
export interface PriceChange {
  readonly model: string
  /** Such as `input` or `above 200000: output`. */
  readonly field: string
  /** US dollars as exact decimals. */
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What differs between two tables, rate by rate. */
export function priceChanges(before: PriceTable, after: PriceTable): readonly PriceChange[] {
  const models = new Set([...before.keys(), ...after.keys()])
  return [...models].flatMap((model) => changesOf(model, before.get(model), after.get(model)))
}

function changesOf(model: string, before: Price | undefined, after: Price | undefined): PriceChange[] {
  if (before?.version === after?.version) return []
  const old = rateTexts(before)
  const now = rateTexts(after)
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ model, field, before: old.get(field), after: now.get(field) }))
    .filter((change) => change.before !== change.after)
}

function rateTexts(price: Price | undefined): Map<string, string> {
  return new Map(price ? flatRates(price).map(([name, rate]) => [name, rate.toFixed()]) : [])
}

/** Beyond this factor, up or down, a price did not change: the data is broken. */
export const largestPriceFactor = 100

export type ImplausibleData =
  | { readonly kind: 'models-gone'; readonly before: number; readonly after: number }
  | { readonly kind: 'price-jump'; readonly change: PriceChange }

/**
 * Why new prices cannot be believed, if so: more than half of the known models are gone, or a known rate changed by
 * more than a hundredfold or became free.
 */
export function findImplausible(before: PriceTable, after: PriceTable): ImplausibleData | undefined {
  const kept = [...before.keys()].filter((model) => after.has(model)).length
  if (kept * 2 < before.size) return { kind: 'models-gone', before: before.size, after: kept }
  const jump = priceChanges(before, after).find(isJump)
  return jump && { kind: 'price-jump', change: jump }
}

function isJump({ before, after }: PriceChange): boolean {
  if (before === undefined || after === undefined || Number(before) === 0) return false
  const factor = Number(after) / Number(before)
  return factor > largestPriceFactor || factor < 1 / largestPriceFactor
}
