import { describe, expect, it } from 'vitest'
import { LedgerError } from '../../src/ledger/ledger-error.ts'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import { failureOf } from '../support/failure-of.ts'
import { ledgerWith } from '../support/ledger/ledger-with.ts'
import * as faults from '../support/providers/faults.ts'
import { openBoundary, small } from './open-boundary.ts'

const diskFull = new LedgerError('full', 'ledger.sqlite', { detail: 'The disk is full.' })

/** The store, with use cases that fail as on a full disk. */
function failingAt(...useCases: readonly (keyof LedgerStore)[]): (ledger: LedgerStore) => LedgerStore {
  const failing = Object.fromEntries(useCases.map((name) => [name, () => Promise.reject(diskFull)]))
  return (ledger) => ledgerWith(ledger, failing)
}

describe('when the ledger cannot be written', () => {
  it('before a call, the call is not made', async () => {
    const boundary = await openBoundary({ through: failingAt('hold') })

    expect(await failureOf(boundary.ask(small, { maxRetries: 2 }))).toBe(diskFull)
    expect(boundary.openai.requests).toEqual([])
  })

  it('after an answer, its error surfaces at once and the money stays set aside', async () => {
    const boundary = await openBoundary({ through: failingAt('settle', 'expire') })

    expect(await failureOf(boundary.ask(small, { maxRetries: 2 }))).toBe(diskFull)
    expect(boundary.openai.requests).toHaveLength(1)
    expect(await boundary.ledger.holdsPending()).toHaveLength(1)
  })

  it('after an answer, the money stays set aside for a minute longer than the call may take', async () => {
    const boundary = await openBoundary({ through: failingAt('settle', 'expire'), timeoutMs: 30_000 })
    await failureOf(boundary.ask(small, { maxRetries: 0 }))
    const heldAtMs = (await boundary.ledger.holdsPending())[0]?.heldAtMs ?? 0

    const early = await boundary.ledger.expireHolds(heldAtMs + 89_999)
    const late = await boundary.ledger.expireHolds(heldAtMs + 90_000)

    expect(early).toEqual([])
    expect(late).toMatchObject([{ provenance: 'unresolved' }])
  })

  it('after an answer, but again a moment later, the call stands at what was held', async () => {
    const boundary = await openBoundary({ through: failingAt('settle') })

    expect(await failureOf(boundary.ask(small))).toBe(diskFull)
    expect(await boundary.entries()).toMatchObject([{ provenance: 'unresolved', calls: 1 }])
    expect(await boundary.ledger.holdsPending()).toEqual([])
  })

  it.each([
    { title: 'turned away', fault: faults.serverError() },
    { title: 'cut off', fault: faults.cutAt('mid-body') },
    { title: 'answered in no JSON', fault: faults.invalidJson() },
  ])('after a call that was $title, its error is not hidden behind that', async ({ fault }) => {
    const boundary = await openBoundary({ through: failingAt('settle', 'expire', 'void') })
    boundary.openai.respondWith([fault])

    expect(await failureOf(boundary.ask(small, { maxRetries: 2 }))).toBe(diskFull)
    expect(boundary.openai.requests).toHaveLength(1)
  })

  it('at the end of a stream, the stream fails with its error', async () => {
    const boundary = await openBoundary({ through: failingAt('settle') })

    expect(await failureOf(boundary.stream(small).text)).toBe(diskFull)
    expect(await boundary.ledger.holdsPending()).toHaveLength(1)
  })
})
