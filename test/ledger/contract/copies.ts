import { describe, expect, it } from 'vitest'
import { balanceOf, inEveryPeriod } from '../../support/ledger/balance-of.ts'
import { holdOf, spend, usd } from '../../support/ledger/requests.ts'
import type { OpenCopiedBooks } from '../contract.ts'

/** Copies of the books. */
export function describeCopies(openBooks: OpenCopiedBooks): void {
  describe('a backup', () => {
    it('is whole while others write, and opens as books of its own', async () => {
      const { ledger, openCopy, copyPath } = await openBooks()
      await spend(ledger, '1.00')
      await ledger.hold(holdOf('0.25'))

      const [, after] = await Promise.all([
        ledger.backup(copyPath),
        spend(ledger, '0.50', { attribution: { tenant: 'guild_2' } }),
      ])
      await spend(ledger, '4.00')
      const copy = await openCopy(copyPath)

      expect(after.amountNanoUsd).toBe(usd('0.50'))
      expect(await balanceOf(copy, 'guild_1')).toEqual(
        inEveryPeriod({ spentNanoUsd: usd('1.00'), heldNanoUsd: usd('0.25') }),
      )
      expect((await copy.verify()).ok).toBe(true)
      await spend(copy, '1.00')
      expect((await balanceOf(ledger, 'guild_1')).day.spentNanoUsd).toBe(usd('5.00'))
    })

    it('is not written over what is there', async () => {
      const { ledger, openCopy, copyPath } = await openBooks()
      await spend(ledger, '1.00')
      await ledger.backup(copyPath)
      await spend(ledger, '1.00')

      const again = ledger.backup(copyPath)

      await expect(again).rejects.toMatchObject({
        name: 'LedgerError',
        reason: 'backup_failed',
        path: copyPath,
      })
      const copy = await openCopy(copyPath)
      expect((await balanceOf(copy, 'bot')).day.spentNanoUsd).toBe(usd('1.00'))
    })
  })
}
