import type { ModelId } from './model-id.ts'
import type { PriceAnswer, PricedAnswer } from './price-answer.ts'

/** Which model answered, seen from the one that was asked. */
export type ServedModel =
  | { readonly kind: 'same' }
  /** Another one, with its own price. */
  | { readonly kind: 'other'; readonly answer: PricedAnswer }
  /** Another one, whose price nobody knows. */
  | { readonly kind: 'unknown' }

/**
 * What calls are held and booked at.
 *
 * @example
 * ```ts
 * const answer = prices.priceOf({ provider: 'openai', model: 'gpt-4o-mini' })
 * if (answer.kind === 'priced') {
 *   const usage = { inputTokens: { total: 1_000 }, outputTokens: { total: 500 } }
 *   calculateCost(answer.price, usage) // at 0.15 and 0.60 a million: { kind: 'computed', amount: 450_000n }
 * }
 * ```
 */
export interface PriceSource {
  /** What a call at `at` (default: now) is booked at. */
  priceOf(model: ModelId, at?: Date): PriceAnswer
  /** The same of a model that has cost something although its price says that it is free. */
  priceUnlessFree(model: ModelId): PriceAnswer
  /** Which model answered a call, by the name in the reply. */
  servedModel(asked: ModelId, servedName: string): ServedModel
}
