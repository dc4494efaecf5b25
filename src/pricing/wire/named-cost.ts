import { Decimal } from 'decimal.js'
import { decimalIn, valueAt } from './json-path.ts'

/** Where a reply names its cost, as a path from its root, and how many of the unit are one US dollar. */
const namedCosts: readonly (readonly [path: string, unitsPerUsd: number])[] = [
  ['usage.cost', 1], // OpenRouter, LiteLLM streamed, Requesty
  ['usage.cost.total_cost', 1], // Perplexity
  ['usage.cost_in_usd_ticks', 10_000_000_000], // xAI
  ['response.usage.cost_in_usd_ticks', 10_000_000_000],
  ['usage.estimated_cost', 1], // DeepInfra
  ['usage.total_cost', 1],
  ['response.usage.cost', 1],
  ['provider_metadata.gateway.cost', 1], // Vercel's gateway
]

/** Headers that name it. They leave before a streamed answer is written, and so say nothing of one. */
const namedCostHeaders = ['x-litellm-response-cost'] as const

/**
 * With a key of the operator's own at the upstream provider (`is_byok`) the router's `cost` is its fee alone: what the upstream provider
 * charges comes on top. Without, it is part of the cost. See https://openrouter.ai/docs/use-cases/usage-accounting (2026-11).
 */
const ownKeys: readonly { readonly flag: string; readonly upstreamCost: string }[] = [
  { flag: 'usage.is_byok', upstreamCost: 'usage.cost_details.upstream_inference_cost' },
  { flag: 'response.usage.is_byok', upstreamCost: 'response.usage.cost_details.upstream_inference_cost' },
]

/** More than any one call costs: a provider's mistake. */
const believableUsd = 1_000

/** A cost in US dollars as exact decimals. */
export interface NamedUsd {
  /** For the tokens, and what the seller adds to them. */
  readonly costUsd: string
  /** A router's fee on top, which the tokens do not explain. */
  readonly feeUsd?: string | undefined
}

/** The cost that a body names; undefined where it names none that can be. */
export function namedCostIn(body: unknown): NamedUsd | undefined {
  for (const [path, unitsPerUsd] of namedCosts) {
    const named = amountIn(valueAt(body, path), unitsPerUsd)
    if (!named) continue
    const upstream = upstreamCostIn(body)
    return upstream ? { costUsd: upstream.toFixed(), feeUsd: named.toFixed() } : { costUsd: named.toFixed() }
  }
  return undefined
}

export function namedCostInHeaders(headers: Readonly<Record<string, string>>): NamedUsd | undefined {
  for (const name of namedCostHeaders) {
    const named = amountIn(headers[name], 1)
    if (named) return { costUsd: named.toFixed() }
  }
  return undefined
}

function upstreamCostIn(body: unknown): Decimal | undefined {
  const own = ownKeys.find(({ flag }) => valueAt(body, flag) === true)
  return own && amountIn(valueAt(body, own.upstreamCost), 1)
}

function amountIn(value: unknown, unitsPerUsd: number): Decimal | undefined {
  const text = decimalIn(value)
  if (text === undefined) return undefined
  const amount = new Decimal(text).dividedBy(unitsPerUsd)
  return amount.isNegative() || amount.greaterThan(believableUsd) ? undefined : amount
}

/** Headers by which a gateway says that it answered from a cache of its own: a reason for a cost of zero. */
const cacheHits: readonly (readonly [header: string, hit: RegExp])[] = [
  ['x-litellm-cache-hit', /^true$/i],
  ['x-litellm-cache-key', /./],
  ['cf-aig-cache-status', /^hit$/i],
  ['x-openrouter-cache-status', /^hit$/i],
  ['x-portkey-cache-status', /hit$/i],
  ['helicone-cache', /^hit$/i],
  ['x-cache', /^hit/i],
]

export function isCacheHit(headers: Readonly<Record<string, string>>): boolean {
  return cacheHits.some(([header, hit]) => hit.test(headers[header] ?? ''))
}
