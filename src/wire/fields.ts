import { z } from 'zod'
import { toUsdNumber } from '../money/format.ts'
import { parseUsd } from '../money/nano-usd.ts'

/** Nano-USD, as a JSON number of US dollars: 1_234_000n is 0.001234. Exact to the nano below 9 million dollars. */
export const usd = z.codec(z.number(), z.bigint(), {
  encode: toUsdNumber,
  decode: (dollars) => parseUsd(dollars),
})

/** Amounts by name. */
export const usdByName = z.record(z.string(), usd)

/** Epoch milliseconds, as ISO 8601 in UTC: `2026-11-22T14:00:00.000Z`. */
export const instant = z.codec(z.iso.datetime(), z.int(), {
  encode: (atMs) => new Date(atMs).toISOString(),
  decode: (text) => Date.parse(text),
})

/** How often something happened, or how much of it there was. Corrections of an earlier time may leave less than none. */
export const count = z.int()
