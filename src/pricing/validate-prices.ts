import type { Price } from './price.ts'
import { flatRates, isFree, unitRateNames } from './price.ts'
import type { PriceTable } from './price-table.ts'

export type PriceWarning =
  | { readonly kind: 'zero'; readonly model: string }
  /** `perThousandUsd` is what a thousand tokens cost, as an exact decimal. */
  | {
      readonly kind: 'absurd'
      readonly model: string
      readonly field: string
      readonly perThousandUsd: string
    }
  | { readonly kind: 'old'; readonly model: string; readonly updatedAt: Date; readonly ageDays: number }

const absurdPerThousandUsd = 1
export const oldAfterDays = 30
const dayMs = 24 * 60 * 60 * 1_000

/** Flags prices of zero, of over one dollar per thousand tokens, and those that nobody confirmed for over 30 days. Local models are free and need no price. */
export function validatePrices(prices: PriceTable, now: Date): readonly PriceWarning[] {
  return [...prices].flatMap(([model, price]) => {
    if (price.source === 'local') return []
    return [...zeroWarnings(model, price), ...absurdWarnings(model, price), ...ageWarnings(model, price, now)]
  })
}

/** Whether a price of zero is no surprise: a local model, or one whose name says that it is free. */
export function mayBeFree(model: string, price: Price): boolean {
  return price.source === 'local' || model.endsWith(':free')
}

function zeroWarnings(model: string, price: Price): PriceWarning[] {
  return isFree(price) && !mayBeFree(model, price) ? [{ kind: 'zero', model }] : []
}

function absurdWarnings(model: string, price: Price): PriceWarning[] {
  return flatRates(price)
    .filter(([field]) => !unitRateNames.some((unit) => unit === field))
    .map(([field, rate]) => ({ field, perThousand: rate.dividedBy(1_000) }))
    .filter(({ perThousand }) => perThousand.greaterThan(absurdPerThousandUsd))
    .map(({ field, perThousand }) => ({
      kind: 'absurd',
      model,
      field,
      perThousandUsd: perThousand.toFixed(),
    }))
}

function ageWarnings(model: string, { updatedAt }: Price, now: Date): PriceWarning[] {
  if (!updatedAt) return []
  const ageDays = (now.getTime() - updatedAt.getTime()) / dayMs
  return ageDays > oldAfterDays ? [{ kind: 'old', model, updatedAt, ageDays: Math.floor(ageDays) }] : []
}
