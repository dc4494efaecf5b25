import { Decimal } from 'decimal.js'
import { z } from 'zod'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import { flatRates, priceOrigins } from '../pricing/price.ts'
import type { PriceAnswer } from '../pricing/price-answer.ts'
import type { PriceChange } from '../pricing/price-changes.ts'
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

/** Rates that are, or would be, other than before. */
const changeForm = z.strictObject({
  model: z.string(),
  /** By name, as among the rates of a model. */
  field: z.string(),
  /** US dollars; null: there is none. */
  before: z.string().nullable(),
  after: z.string().nullable(),
})

export const priceChangesForm = z.strictObject({
  /** Of published prices, and of the operator's own file since it was last read. */
  changes: z.array(changeForm),
  /** Own prices beside the published ones of their models, which stand before them. */
  own: z.array(changeForm),
  /** In words: what could not be renewed. */
  problems: z.array(z.string()),
})
export type PriceChangesJson = z.input<typeof priceChangesForm>

export function priceChangesToJson(found: {
  readonly changes: readonly PriceChange[]
  readonly own: readonly PriceChange[]
  readonly problems: readonly string[]
}): PriceChangesJson {
  const { changes, own, problems } = found
  return z.encode(priceChangesForm, {
    changes: changes.map(changeOf),
    own: own.map(changeOf),
    problems: [...problems],
  })
}

function changeOf({ model, field, before, after }: PriceChange) {
  return { model, field, before: before ?? null, after: after ?? null }
}

/** Changes of prices that were noted, newest first. */
export const priceHistoryForm = z.array(z.strictObject({ at: instant, ...changeForm.shape }))
export type PriceHistoryJson = z.input<typeof priceHistoryForm>

export function priceHistoryToJson(
  history: readonly (PriceChange & { readonly atMs: number })[],
): PriceHistoryJson {
  return z.encode(
    priceHistoryForm,
    history.map(({ atMs, ...change }) => ({ at: atMs, ...changeOf(change) })),
  )
}

/** What is odd about a price file. */
export const priceFileForm = z.strictObject({
  ok: z.boolean(),
  file: z.string().nullable(),
  models: count,
  /** In words. */
  warnings: z.array(z.string()),
})

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
