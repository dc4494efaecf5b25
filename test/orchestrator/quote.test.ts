import { expect, it } from 'vitest'
import { quoteFor } from '../../src/orchestrator/quote.ts'
import { openTemporaryAutointel } from '../support/orchestrator/temporary-autointel.ts'

it.each([
  ['leaves out runs that had all from before', [0n, 4n, 0n, 6n], 5n],
  ['is nothing where no run ever cost anything', [0n, 0n], 0n],
  ['is not known before the first run', [], undefined],
])('the usual cost %s', async (_what, costs, usuallyNanoUsd) => {
  const { ledger, config, now } = await openTemporaryAutointel()
  const store = { recentCosts: async () => costs }

  const quote = await quoteFor({ depth: 'quick', tenant: 'guild_1', user: '7' }, now(), {
    ledger,
    store,
    tiers: config.depthTiers,
  })

  expect(quote.usuallyNanoUsd).toBe(usuallyNanoUsd)
})
