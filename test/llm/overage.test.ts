import { describe, expect, it } from 'vitest'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import { sum } from '../../src/money/nano-usd.ts'
import { ledgerWith } from '../support/ledger/ledger-with.ts'
import { usd } from '../support/ledger/requests.ts'
import { answer } from '../support/providers/reply.ts'
import { inScopeOf, openBoundary, small } from './open-boundary.ts'
import { expectClosedBooks } from './same-books.ts'

/** What was held, call by call. */
function recordingHolds() {
  const held: bigint[] = []
  const through = (ledger: LedgerStore): LedgerStore =>
    ledgerWith(ledger, {
      hold: async (request) => {
        const result = await ledger.hold(request)
        if (result.kind === 'held') held.push(result.hold.amountNanoUsd)
        return result
      },
    })
  return { held, through }
}

/** 10,000 tokens in and 1,000 out, of which the model was allowed 400. */
const dear = answer({ usage: { input: 10_000, output: 1_000 } })

describe('a provider that charges more than it was asked for', () => {
  it('raises what is held for its model, and is told of, once it has done so twice', async () => {
    const told: string[] = []
    const { held, through } = recordingHolds()
    const boundary = await openBoundary({
      through,
      observer: { caution: ({ code }) => void told.push(code) },
    })
    boundary.openai.respondWith(() => dear)

    for (let call = 0; call < 4; call += 1) await boundary.ask(small)

    const [first = 0n, second, third = 0n, fourth] = held
    const booked = 4_500_000n
    expect(second).toBe(first)
    expect(third).toBeGreaterThan(booked)
    expect(fourth).toBe(third)
    const entries = await boundary.entries()
    expect(
      entries.map(({ overage: isOver, cautions }) => [isOver, cautions.map(({ code }) => code)]),
    ).toEqual([
      [true, []],
      [true, ['overage']],
      [false, []],
      [false, []],
    ])
    expect(told).toEqual(['overage'])
  })

  it('keeps the output ceiling that the estimate pays for', async () => {
    const boundary = await openBoundary()
    boundary.openai.respondWith((_, index) => (index < 2 ? dear : undefined))

    for (let call = 0; call < 3; call += 1) await boundary.ask(small)

    const ceilings = boundary.openai.requests.map(({ body }) => body['max_completion_tokens'])
    expect(ceilings).toEqual([400, 400, 400])
  })

  it('gets past a hard limit by the calls that were under way, and no further', async () => {
    const { held, through } = recordingHolds()
    const boundary = await openBoundary({ through })
    // Ten cents a call, where less than a tenth of one was held.
    boundary.openai.respondWith(() => answer({ usage: { input: 399_992, output: 1 } }))
    const ask = () => boundary.ask(small).catch(() => undefined)

    await inScopeOf('0.0036', async () => {
      await Promise.all(Array.from({ length: 10 }, ask))
      const underWay = held.length
      await ask()
      await ask()
      expect(held).toHaveLength(underWay)
    })

    expect(held.length).toBeLessThan(10)
    expect(sum(held)).toBeLessThanOrEqual(usd('0.0036'))
    const entries = await boundary.entries()
    expect(entries.map(({ overage: isOver, amountNanoUsd }) => [isOver, amountNanoUsd])).toEqual(
      held.map(() => [true, usd('0.1')]),
    )
    await expectClosedBooks(boundary)
  })
})
