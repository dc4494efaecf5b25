import { expect, it } from 'vitest'
import { proveEventStreams, proveGatewayCap, proveGatewayOverhead } from '../../support/proofs/gateway.ts'
import { measureAgainstBareRoutes, proveIdleStreams } from '../../support/proofs/http-load.ts'

/** On a small scale what `npm run prove` shows on a large one; what it measures is not judged here. */

it('calls at once under a cap: what fits, and not one more', () =>
  proveGatewayCap({ calls: 80, fitting: 20 }))

it('streams of live events, half of them left and resumed: each is told of everything once', () =>
  proveEventStreams({ streams: 40, bookings: 3 }))

it('streams on which nothing happens, beside which others are answered', async () => {
  expect(await proveIdleStreams({ streams: 200 })).toEqual(expect.any(Number))
})

it('what the gateway adds to a call, and how long reads take beside bare routes', async () => {
  expect(await proveGatewayOverhead({ calls: 5 })).toEqual({
    p50Ms: expect.any(Number),
    p99Ms: expect.any(Number),
    directMs: { p50: expect.any(Number), p99: expect.any(Number) },
  })
  const ratios = await measureAgainstBareRoutes({ entries: 500, requests: 200, rounds: 1 })
  for (const ratio of Object.values(ratios)) expect(ratio).toBeGreaterThan(0)
})
