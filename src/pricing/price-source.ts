import type { ModelId } from './model-id.ts'
import type { PriceAnswer, PricedAnswer } from './price-answer.ts'

/** What calls are held and booked at. */
export interface PriceSource {
  /** What a call at `at` (default: now) is booked at. */
  priceOf(model: ModelId, at?: Date): PriceAnswer
  /** The same of a model that has cost something although its price says that it is free. */
  priceUnlessFree(model: ModelId): PriceAnswer
  /** The price of another model that answered in place of the asked one, under the name in the reply; undefined when it is the same or nobody knows it. */
  servedPriceOf(asked: ModelId, servedName: string): PricedAnswer | undefined
}
