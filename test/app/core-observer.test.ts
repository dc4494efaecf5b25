import pino from 'pino'
import { expect, it } from 'vitest'
import { coreObserver } from '../../src/app/core-observer.ts'

it('says why prices could not be refreshed, with what the network said of it', () => {
  const lines: string[] = []
  const { pricesProblem } = coreObserver(pino({ base: null }, { write: (line) => void lines.push(line) }))

  pricesProblem?.({ kind: 'unreachable', cause: new Error('getaddrinfo ENOTFOUND prices.example') })
  pricesProblem?.({ kind: 'http-status', status: 503 })

  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { problem: { kind: 'unreachable' }, err: { message: 'getaddrinfo ENOTFOUND prices.example' } },
    { problem: { kind: 'http-status', status: 503 } },
  ])
})
