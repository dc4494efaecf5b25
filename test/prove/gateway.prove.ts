import { expect, it } from 'vitest'
import { proveEventStreams, proveGatewayCap, proveGatewayOverhead } from '../support/proofs/gateway.ts'

it('a thousand calls at once under a cap: what fits, and not one more', () =>
  proveGatewayCap({ calls: 1_000, fitting: 100 }))

it('how much the gateway adds to a call', async () => {
  const { p50Ms, p99Ms } = await proveGatewayOverhead({ calls: 1_000 })
  console.log(
    `gateway adds ${p50Ms.toFixed(2)} ms at the median, ${p99Ms.toFixed(2)} ms at the 99th percentile`,
  )
  expect(p50Ms).toBeGreaterThan(0)
})

it('a thousand streams of live events: all are told, and all are gone when their readers are', () =>
  proveEventStreams({ streams: 1_000 }))
