import { describe, expect, it } from 'vitest'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { correctionOf, dayMs, noonMs, recorded, recordOf } from '../../support/ledger/requests.ts'
import type { OpenBooks } from '../contract.ts'

async function milestoneOf(ledger: LedgerStore, amount: string, tenant = 'guild_1') {
  const { milestoneUsd } = await recorded(ledger, recordOf(amount, { attribution: { tenant } }))
  return milestoneUsd
}

/** Whole dollars of the bot's spend. */
export function describeMilestones(openBooks: OpenBooks): void {
  describe('milestones', () => {
    it('tell each whole dollar, reached to the nano', async () => {
      const { ledger } = await openBooks()

      expect(await milestoneOf(ledger, '1.00')).toBe(1n)
      expect(await milestoneOf(ledger, '0.999999')).toBeUndefined()
      expect(await milestoneOf(ledger, '0.000001')).toBe(2n)
    })

    it('tell only the highest of several that are passed at once', async () => {
      const { ledger } = await openBooks()

      expect(await milestoneOf(ledger, '5.20')).toBe(5n)
      expect(await milestoneOf(ledger, '0.79')).toBeUndefined()
      expect(await milestoneOf(ledger, '0.01')).toBe(6n)
    })

    it('count the spend of all tenants and times, across restarts', async () => {
      const { ledger, openAnother } = await openBooks()
      await milestoneOf(ledger, '1.20')
      await ledger.close()
      const restarted = await openAnother()

      const { milestoneUsd } = await recorded(
        restarted,
        recordOf('1.00', { attribution: { tenant: 'guild_2' }, atMs: noonMs + 90 * dayMs }),
      )

      expect(milestoneUsd).toBe(2n)
      expect(await milestoneOf(restarted, '0.79')).toBeUndefined()
    })

    it('are not told again when a correction took the spend below and it passes again', async () => {
      const { ledger } = await openBooks()
      await recorded(ledger, recordOf('1.10', { id: 'record_a' }))
      await ledger.correct(correctionOf('record_a', '0.20'))

      expect(await milestoneOf(ledger, '0.90')).toBeUndefined()
      expect(await milestoneOf(ledger, '0.90')).toBe(2n)
    })

    it('are told of a repeated record once', async () => {
      const { ledger } = await openBooks()
      const request = recordOf('1.00')

      const bookings = [await recorded(ledger, request), await recorded(ledger, request)]

      expect(bookings.map(({ milestoneUsd }) => milestoneUsd)).toEqual([1n, undefined])
    })
  })
}
