import { formatModelId, type ModelId, parseModelId } from './model-id.ts'
import { flatRates, type Price } from './price.ts'
import type { PriceBook } from './price-book.ts'

/** What is odd about the operator's price file; the prices in it hold all the same. */
export type OverrideWarning =
  /** It names the model more than once; the last price holds. */
  | { readonly kind: 'duplicate'; readonly model: string }
  /** Neither a setting nor a published price knows the model: the price is not used. */
  | { readonly kind: 'unused'; readonly model: string }
  /** US dollars as exact decimals. */
  | {
      readonly kind: 'far-off'
      readonly model: string
      readonly field: string
      readonly own: string
      readonly published: string
    }
  /** The input is paid, the output is free. */
  | { readonly kind: 'free-output'; readonly model: string }

/** An own rate so many times above or below the published one is taken for a slip of the unit. */
export const farOffFactor = 20

export function overrideWarnings(
  book: PriceBook,
  configured: readonly ModelId[],
  at: Date,
): readonly OverrideWarning[] {
  const used = new Set(configured.map((model) => formatModelId(model).toLowerCase()))
  const { prices, duplicates } = book.overrides
  return [
    ...duplicates.map((model) => ({ kind: 'duplicate' as const, model })),
    ...[...prices].flatMap(([model, price]) => {
      const id = parseModelId(model)
      const published = id && book.published(id, at)?.price
      const isKnown = used.has(model) || published !== undefined
      return [
        ...(isKnown ? [] : [{ kind: 'unused' as const, model }]),
        ...(published ? farOff(model, price, published) : []),
        ...(price.output?.isZero() && price.input?.greaterThan(0) && !published?.output?.isZero()
          ? [{ kind: 'free-output' as const, model }]
          : []),
      ]
    }),
  ]
}

function farOff(model: string, own: Price, published: Price): OverrideWarning[] {
  const theirs = new Map(flatRates(published))
  return flatRates(own).flatMap(([field, rate]) => {
    const other = theirs.get(field)
    if (!other || rate.equals(other)) return []
    const isNear =
      rate.lessThanOrEqualTo(other.times(farOffFactor)) &&
      rate.times(farOffFactor).greaterThanOrEqualTo(other)
    return isNear
      ? []
      : [{ kind: 'far-off' as const, model, field, own: rate.toFixed(), published: other.toFixed() }]
  })
}
