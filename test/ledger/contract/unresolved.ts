import { describe, expect, it } from 'vitest'
import { correctionOf, holdOf, noonMs, settlementOf, spend, usd } from '../../support/ledger/requests.ts'
import type { OpenBooks } from '../contract.ts'

/** What nobody has told the cost of, and its correction by hand. */
export function describeUnresolved(openBooks: OpenBooks): void {
  describe('what is unresolved', () => {
    it('is listed newest first, without what is known or was corrected', async () => {
      const { ledger } = await openBooks()
      for (const [id, heldAtMs] of [
        ['later', noonMs + 1],
        ['first', noonMs],
        ['answered', noonMs],
        ['by_hand', noonMs],
      ] as const) {
        await ledger.hold(holdOf('0.10', { id, heldAtMs }))
        await ledger.expire(id, noonMs + 5000)
      }
      await spend(ledger, '0.10', { provenance: 'estimated' })
      await ledger.settle(settlementOf('answered', '0.03'))
      await ledger.correct(correctionOf('by_hand:entry', '0.02'))

      const listed = await ledger.unresolved(5)

      expect(listed).toMatchObject([
        { holdId: 'later', amountNanoUsd: usd('0.10'), provenance: 'unresolved', kind: 'charge' },
        { holdId: 'first' },
      ])
      expect(await ledger.unresolved(1)).toEqual([listed[0]])
    })

    it('is listed as its replacement where a correction left it unresolved', async () => {
      const { ledger } = await openBooks()
      const { id } = await spend(ledger, '0.10', { provenance: 'unresolved' })
      await ledger.correct(correctionOf(id, '0.05', { id: 'lower', provenance: 'unresolved' }))

      expect(await ledger.unresolved(5)).toMatchObject([{ id: 'lower', amountNanoUsd: usd('0.05') }])
    })
  })

  describe('the name of a call at its provider', () => {
    it('is kept from its beginning and found by the entry, the first one that was told', async () => {
      const { ledger } = await openBooks()
      for (const id of ['named', 'nameless']) await ledger.hold(holdOf('0.10', { id }))
      await ledger.nameCall('named', 'gen-1')
      await ledger.nameCall('named', 'gen-2')
      for (const id of ['named', 'nameless']) await ledger.expire(id, noonMs + 5000)

      expect(await ledger.namedCall('named:entry')).toMatchObject({
        entry: { id: 'named:entry', provenance: 'unresolved' },
        name: 'gen-1',
      })
      expect(await ledger.namedCall('nameless:entry')).toMatchObject({ name: undefined })
      expect(await ledger.namedCall('nothing')).toBeUndefined()
    })

    it('is that of the replacement too', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'named' }))
      await ledger.nameCall('named', 'gen-1')
      await ledger.expire('named', noonMs + 5000)
      await ledger.correct(correctionOf('named:entry', '0.04', { id: 'right' }))

      expect(await ledger.namedCall('right')).toMatchObject({ name: 'gen-1' })
    })
  })

  describe('a correction by hand', () => {
    const byHand = { by: 'somebody', reason: 'bill of May' }

    it('goes into the audit trail once, with its reason, however often it is repeated', async () => {
      const { ledger } = await openBooks()
      const { id } = await spend(ledger, '0.10', { provenance: 'unresolved' })
      const request = correctionOf(id, '0.04', { id: 'right', byHand })

      await ledger.correct(request)
      await ledger.correct(request)
      await ledger.correct({ ...request, id: 'other' })

      expect(await ledger.auditTrail(5)).toEqual([
        {
          atMs: request.atMs,
          by: 'somebody',
          action: 'entry.corrected',
          subject: id,
          detail: { before: '100000000', after: '40000000', replacement: 'right', reason: 'bill of May' },
        },
      ])
    })

    it('keeps the usage of the entry that it corrects', async () => {
      const { ledger } = await openBooks()
      const usage = { inputTokens: { total: 100 } }
      const { id } = await spend(ledger, '0.10', { usage })
      const request = correctionOf(id, '0.04', { usage: undefined, byHand })

      const first = await ledger.correct(request)

      expect(first).toMatchObject({ kind: 'corrected', entry: { usage } })
      expect(await ledger.correct(request)).toMatchObject({ kind: 'corrected', entry: { usage } })
    })
  })
}
