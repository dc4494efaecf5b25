import { describe, expect, it } from 'vitest'
import { balanceOf, inEveryPeriod } from '../../support/ledger/balance-of.ts'
import {
  correctionOf,
  hourMs,
  noonMs,
  recorded,
  recordOf,
  scopeOf,
  usd,
} from '../../support/ledger/requests.ts'
import type { OpenBooks } from '../contract.ts'

/** Corrections are new lines. */
export function describeCorrections(openBooks: OpenBooks): void {
  describe('correcting an entry', () => {
    it('adds a reversal and a replacement, and leaves the entry as it was', async () => {
      const { ledger } = await openBooks()
      const { entry } = await recorded(ledger, recordOf('0.04', { id: 'record_a', usage: { characters: 9 } }))

      const result = await ledger.correct(correctionOf('record_a', '0.10', { id: 'correction_a' }))

      expect(result).toMatchObject({ kind: 'corrected', entry: { id: 'correction_a', corrects: 'record_a' } })
      const [first, reversal, replacement] = await ledger.entriesOf('wf_1')
      expect(first).toEqual(entry)
      expect(reversal).toMatchObject({
        kind: 'reversal',
        corrects: 'record_a',
        amountNanoUsd: usd('-0.04'),
        calls: -1,
        usage: { characters: 9 },
      })
      expect(replacement).toMatchObject({
        kind: 'replacement',
        amountNanoUsd: usd('0.10'),
        provenance: 'reported',
        calls: 1,
        heldAtMs: noonMs,
      })
    })

    it('counts in the periods of the entry that it corrects, however late it comes', async () => {
      const { ledger } = await openBooks()
      await recorded(ledger, recordOf('0.04', { id: 'record_a', scopes: [scopeOf('wf_1')] }))

      await ledger.correct(correctionOf('record_a', '0.01', { atMs: noonMs + 3 * hourMs }))

      const spent = { spentNanoUsd: usd('0.01'), heldNanoUsd: 0n }
      expect(await balanceOf(ledger, 'user_7')).toEqual(inEveryPeriod(spent))
      expect((await balanceOf(ledger, 'user_7', noonMs + 3 * hourMs)).hour.spentNanoUsd).toBe(0n)
      expect(await ledger.scopeBalance('wf_1')).toEqual(spent)
    })

    it('names the replacement of an entry that was corrected already', async () => {
      const { ledger } = await openBooks()
      await recorded(ledger, recordOf('0.04', { id: 'record_a' }))
      await ledger.correct(correctionOf('record_a', '0.10', { id: 'correction_a' }))

      const result = await ledger.correct(correctionOf('record_a', '0.20', { id: 'correction_b' }))

      expect(result).toEqual({ kind: 'already_corrected', by: 'correction_a' })
      expect(await ledger.entriesOf('wf_1')).toHaveLength(3)
    })

    it('corrects a replacement in its turn', async () => {
      const { ledger } = await openBooks()
      await recorded(ledger, recordOf('0.04', { id: 'record_a' }))
      await ledger.correct(correctionOf('record_a', '0.10', { id: 'correction_a' }))

      await ledger.correct(correctionOf('correction_a', '0.02', { id: 'correction_b' }))

      expect((await balanceOf(ledger, 'bot')).month.spentNanoUsd).toBe(usd('0.02'))
      expect(await ledger.entriesOf('wf_1')).toHaveLength(5)
    })

    it('keeps a free request free when its usage is corrected, and not when it did cost', async () => {
      const { ledger } = await openBooks()
      await recorded(ledger, recordOf('0', { id: 'record_a', free: true }))

      const usage = await ledger.correct(correctionOf('record_a', '0', { id: 'b', usage: { characters: 9 } }))
      const cost = await ledger.correct(correctionOf('b', '0.01'))

      expect(usage).toMatchObject({ entry: { freeRequests: 1 } })
      expect(cost).toMatchObject({ entry: { freeRequests: 0 } })
    })

    it('knows no correction of a reversal or of an entry that is not there', async () => {
      const { ledger } = await openBooks()
      await recorded(ledger, recordOf('0.04', { id: 'record_a' }))
      await ledger.correct(correctionOf('record_a', '0.10'))
      const [, reversal] = await ledger.entriesOf('wf_1')

      expect(await ledger.correct(correctionOf('nothing', '0.10'))).toEqual({ kind: 'unknown_entry' })
      expect(await ledger.correct(correctionOf(`${reversal?.id}`, '0.10'))).toEqual({ kind: 'unknown_entry' })
    })
  })
}
