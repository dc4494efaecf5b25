import { datedPriceAt } from './find-model.ts'
import { formatModelId } from './model-id.ts'
import { type Price, tokenRateNames } from './price.ts'
import { changesOf, type PriceChange } from './price-changes.ts'
import type { PriceData, PricedModel, PricedProvider, UnreadableModel } from './price-data.ts'
import { priceTable } from './price-table.ts'

/** Beyond this factor, up or down, a price did not change: the data is broken. */
const largestPriceFactor = 100
/** US dollars per million tokens that nobody asks for a new model. */
const largestTokenRateUsd = 1_000

/** Why what the new data says of a model is not taken. The last good price stays, where there is one. */
export type LeftOutModel =
  | ({ readonly kind: 'unreadable' } & UnreadableModel)
  | { readonly kind: 'price-jump'; readonly model: string; readonly change: PriceChange }
  | { readonly kind: 'price-gone'; readonly model: string }
  | { readonly kind: 'absurd-rate'; readonly model: string; readonly field: string; readonly usd: string }

export type JudgedPrices =
  | { readonly kind: 'taken'; readonly data: PriceData; readonly leftOut: readonly LeftOutModel[] }
  /** More than half of the known models are gone: the data as a whole cannot be meant. */
  | { readonly kind: 'models-gone'; readonly before: number; readonly after: number }

/** Takes of new data what can be believed, model by model: no rate that changed by more than a hundredfold, or became free. */
export function judgePrices(
  current: PriceData,
  next: PriceData,
  unreadable: readonly UnreadableModel[],
  at: Date,
): JudgedPrices {
  const before = priceTable(current, at)
  const after = priceTable(next, at)
  const kept = [...before.keys()].filter((model) => after.has(model)).length
  if (kept * 2 < before.size) return { kind: 'models-gone', before: before.size, after: kept }
  const leftOut: LeftOutModel[] = unreadable.map((model) => ({ kind: 'unreadable', ...model }))
  const providers = next.providers.map((provider): PricedProvider => {
    const known = current.providers.find(({ id }) => id === provider.id)
    const models = provider.models.flatMap((model): readonly PricedModel[] => {
      const last = known?.models.find(({ id }) => id === model.id)
      const fault = faultOf(formatModelId({ provider: provider.id, model: model.id }), last, model, at)
      if (!fault) return [model]
      leftOut.push(fault)
      return last ? [last] : []
    })
    return { ...provider, models: [...models, ...lastGood(known, unreadable)] }
  })
  const lost = current.providers.filter(({ id }) => unreadable.some(({ model }) => model === id))
  return { kind: 'taken', data: { providers: [...providers, ...lost], updatedAt: next.updatedAt }, leftOut }
}

/** The models of a provider that cannot be read any more. */
function lastGood(
  known: PricedProvider | undefined,
  unreadable: readonly UnreadableModel[],
): readonly PricedModel[] {
  if (!known) return []
  const names = new Set(unreadable.map(({ model }) => model))
  return known.models.filter(({ id }) => names.has(formatModelId({ provider: known.id, model: id })))
}

function faultOf(
  model: string,
  last: PricedModel | undefined,
  next: PricedModel,
  at: Date,
): LeftOutModel | undefined {
  const before = last && datedPriceAt(last, at).price
  const after = datedPriceAt(next, at).price
  if (!after) return before && { kind: 'price-gone', model }
  if (!before) return absurdRate(model, after)
  const change = changesOf(model, before, after).find(isJump)
  return change && { kind: 'price-jump', model, change }
}

function isJump({ before, after }: PriceChange): boolean {
  if (before === undefined || after === undefined || Number(before) === 0) return false
  const factor = Number(after) / Number(before)
  return factor > largestPriceFactor || factor < 1 / largestPriceFactor
}

function absurdRate(model: string, price: Price): LeftOutModel | undefined {
  const field = tokenRateNames.find((name) =>
    [price, ...price.tiers].some((rates) => rates[name]?.greaterThan(largestTokenRateUsd)),
  )
  return field && { kind: 'absurd-rate', model, field, usd: price[field]?.toFixed() ?? '' }
}

/** The data as it was published, with the last good models in place of those that were left out. */
export function publishedFrom({ providers }: PriceData): unknown {
  return providers.map(({ published, models }) => ({
    ...published,
    models: models.map((model) => model.published),
  }))
}
