import type { Decimal } from 'decimal.js'

/** What a provider says it charged on one day (UTC) for one item of its bill. */
export interface ProviderCost {
  /** `2026-11-20`. */
  readonly date: string
  /** As the bill has it, such as `gpt-5-mini, input` or `web_search`. */
  readonly item: string
  /** The model that the item seems to name. */
  readonly model: string | undefined
  readonly usd: Decimal
  /** Before discounts, where that is told. */
  readonly listUsd?: Decimal | undefined
  /** It was charged to another key than those that were asked about. */
  readonly isOfOtherKey?: boolean | undefined
}

/** What a provider says of the use of a model on one day, where it tells. */
export interface ProviderUse {
  readonly date: string
  readonly model: string
  readonly requests: number | undefined
  /** In and out, cached ones included. */
  readonly tokens: number
  /** Such as `priority`; undefined for the usual one. */
  readonly tier: string | undefined
}

/** A day of a provider's bill is one of UTC. */
export function utcDateOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}
