import { expect, it } from 'vitest'
import { proveEventStreams, proveGatewayCap, proveGatewayOverhead } from '../support/proofs/gateway.ts'
import { measureAgainstBareRoutes, proveIdleStreams } from '../support/proofs/http-load.ts'

it('a thousand calls at once under a cap: what fits, and not one more', () =>
  proveGatewayCap({ calls: 1_000, fitting: 100 }))

it('how much the gateway adds to a call', async () => {
  const { p50Ms, p99Ms, directMs } = await proveGatewayOverhead({ calls: 2_000 })
  console.log(
    `gateway adds ${p50Ms.toFixed(2)} ms at the median, ${p99Ms.toFixed(2)} ms at the 99th percentile, to ${directMs.p50.toFixed(2)} and ${directMs.p99.toFixed(2)} ms`,
  )
  expect(p50Ms).toBeGreaterThan(0)
})

it('a thousand streams of live events, half of them left and resumed: each is told of everything once', () =>
  proveEventStreams({ streams: 1_000, bookings: 3 }))

it('ten thousand streams on which nothing happens, beside which others are answered', async () => {
  const bytes = await proveIdleStreams({ streams: 10_000 })
  console.log(`a stream takes ${(bytes / 1024).toFixed(1)} KiB`)
})

it('reads of a million entries beside bare routes with the same text, at a hundred connections', async () => {
  const ratios = await measureAgainstBareRoutes({ entries: 1_000_000, requests: 3_000, rounds: 7 })
  const told = Object.entries(ratios).map(([name, ratio]) => `${name} ${ratio.toFixed(2)}`)
  console.log(`times a bare route: ${told.join(', ')}`)
})
