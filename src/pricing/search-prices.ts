import { Decimal } from 'decimal.js'
import { type Price, priceFrom } from './price.ts'

/** As whom searches are booked, and named in price files: `search:brave`. */
export const searchProvider = 'search'

/**
 * What search services ask for a request, at most: Brave https://brave.com/search/api/, Tavily (a credit, as one goes)
 * https://docs.tavily.com/documentation/api-credits, Exa (up to 10 results with their texts) https://docs.exa.ai/admin/pricing (2026-11).
 */
const perRequest = { brave: '0.005', tavily: '0.008', exa: '0.007' } as const

const prices: ReadonlyMap<string, Price> = new Map(
  Object.entries(perRequest).map(([name, rate]) => [
    name,
    priceFrom({ perRequest: new Decimal(rate), tiers: [] }, 'catalogue', new Date('2026-11-01')),
  ]),
)

/** The price of a search service; undefined where none is known, as of one's own server. */
export function searchPrice(name: string): Price | undefined {
  return prices.get(name)
}
