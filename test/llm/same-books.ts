import { expect } from 'vitest'
import type { Entry } from '../../src/ledger/entry.ts'
import { sum } from '../../src/money/nano-usd.ts'
import { calculateCost } from '../../src/pricing/calculate-cost.ts'
import type { Price } from '../../src/pricing/price.ts'
import type { Usage } from '../../src/pricing/usage.ts'
import { billed, type ServedCall } from '../support/providers/served-call.ts'
import type { Boundary } from './open-boundary.ts'

/** The provider's own count in our words. Tokens of a transcription are sound; whisper counts none. */
function usageOf({ usage, endpoint }: ServedCall): Usage {
  const { input: total, cached: cacheRead, cacheWrite, output, reasoning, audioSeconds } = usage
  const inputTokens = { total, cacheRead, cacheWrite }
  const outputTokens = { total: output, reasoning }
  switch (endpoint) {
    case 'transcriptions':
      return total === 0 ? { audioSeconds } : { inputTokens: { total, audio: total }, outputTokens }
    case 'embeddings':
      return { inputTokens }
    default:
      return { inputTokens, outputTokens }
  }
}

/** What the provider's invoice says of one call, at our price. */
export function invoiced(call: ServedCall, price: Price): bigint {
  const cost = calculateCost(price, usageOf(call))
  if (cost.kind !== 'computed') throw new Error(`a served call cannot be priced: ${cost.kind}`)
  return cost.amount
}

/** Holds the ledger against the providers' logs, call by call and in sum; returns the entries, oldest first. */
export async function expectSameBooks(boundary: Boundary): Promise<readonly Entry[]> {
  const entries = await boundary.entries()
  const invoices = [boundary.openai, boundary.anthropic].flatMap(({ served }) =>
    billed(served).map((call) => {
      const entry = entries.find(({ id }) => id === `${call.clientRequestId}:entry`)
      return { call, entry, amount: entry && invoiced(call, boundary.priceOf(entry)) }
    }),
  )
  expect(invoices.map(({ call, entry }) => [call.clientRequestId, entry?.amountNanoUsd])).toEqual(
    invoices.map(({ call, amount }) => [call.clientRequestId, amount]),
  )
  expect(entries.filter(({ calls }) => calls === 1)).toHaveLength(invoices.length)
  expect(sum(entries.map(({ amountNanoUsd }) => amountNanoUsd))).toBe(
    sum(invoices.map(({ amount = -1n }) => amount)),
  )
  await expectClosedBooks(boundary)
  return entries
}

/** Nothing is pending and every kept figure is the sum of the entries. */
export async function expectClosedBooks({ ledger }: Pick<Boundary, 'ledger'>): Promise<void> {
  expect(await ledger.holdsPending()).toEqual([])
  expect(await ledger.verify()).toMatchObject({ ok: true, differences: [] })
}
