import type { Price } from './price.ts'
import { flatRates } from './price.ts'
import type { PriceTable } from './price-table.ts'

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

/** What differs between two prices of one model, rate by rate. */
export function changesOf(model: string, before: Price | undefined, after: Price | undefined): PriceChange[] {
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
