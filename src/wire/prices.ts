import { Decimal } from 'decimal.js'
import { z } from 'zod'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import { flatRates, priceOrigins } from '../pricing/price.ts'
import type { PriceAnswer } from '../pricing/price-answer.ts'
import { count, instant } from './fields.ts'

/** US dollars as an exact decimal in plain notation: `0.00000125`. */
const rate = z.codec(z.string().regex(/^\d+(\.\d+)?$/), z.instanceof(Decimal), {
  encode: (usd) => usd.toFixed(),
  decode: (text) => new Decimal(text),
})

/** A model's price; of one that nobody knows the price of, there is neither source nor rate. */
const modelPriceForm = z.strictObject({
  /** `<provider>:<model>`. */
  model: z.string(),
  source: z.enum(priceOrigins).nullable(),
  version: z.string().nullable(),
  updated_at: instant.nullable(),
  estimated: z.boolean(),
  /** By name, such as `input`, `perRequest` or `above 200000: input`. */
  rates: z.record(z.string(), rate),
  warnings: z.array(z.string()),
})

/** What models cost, and where their prices come from. */
export const pricesForm = z.strictObject({
  /** Of the published prices. */
  version: z.string(),
  age_days: count,
  models: z.array(modelPriceForm),
  /** About the operator's own prices. */
  warnings: z.array(z.string()),
})
export type PricesJson = z.input<typeof pricesForm>

export interface ModelPrice {
  readonly model: ModelId
  readonly answer: PriceAnswer
  /** In words. */
  readonly warnings: readonly string[]
}

export function pricesToJson(prices: {
  readonly version: string
  readonly ageDays: number
  readonly models: readonly ModelPrice[]
  readonly warnings: readonly string[]
}): PricesJson {
  return z.encode(pricesForm, {
    version: prices.version,
    age_days: prices.ageDays,
    models: prices.models.map(valuesOf),
    warnings: [...prices.warnings],
  })
}

function valuesOf({ model, answer, warnings }: ModelPrice): z.output<typeof modelPriceForm> {
  const price = answer.kind === 'priced' ? answer.price : undefined
  return {
    model: formatModelId(model),
    source: price?.source ?? null,
    version: price?.version ?? null,
    updated_at: price?.updatedAt?.getTime() ?? null,
    estimated: answer.kind !== 'priced' || answer.estimated,
    rates: price ? Object.fromEntries(flatRates(price)) : {},
    warnings: [...warnings],
  }
}
