import { z } from 'zod'

/** A rate in the published data. JSON numbers become decimals by the digits they print as. */
const publishedRate = z.union([
  z.number().nonnegative(),
  z.object({
    base: z.number().nonnegative(),
    tiers: z.array(z.object({ start: z.int().nonnegative(), price: z.number().nonnegative() })),
  }),
])

/** The rates of a model as they are published, under the publisher's names. */
export const publishedRates = z.record(z.string(), publishedRate.optional())
export type PublishedRates = z.output<typeof publishedRates>
