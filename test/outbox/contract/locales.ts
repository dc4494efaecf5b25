import { describe, expect, it } from 'vitest'
import type { OpenOutbox } from './outbox-contract.ts'

/** In which language somebody is written to who has not asked. */
export function describeLocales(open: OpenOutbox): void {
  describe('the language of a recipient', () => {
    it('is unknown until somebody has remembered it', async () => {
      const { outbox } = await open()

      expect(await outbox.localeOf('1')).toBeUndefined()
    })

    it('is the one that was remembered last, for every process', async () => {
      const { outbox, openAnother } = await open()
      const { outbox: other } = await openAnother()

      await outbox.rememberLocale('1', 'de')
      await other.rememberLocale('1', 'ru')
      await outbox.rememberLocale('2', 'en-GB')

      expect([await outbox.localeOf('1'), await other.localeOf('2')]).toEqual(['ru', 'en-GB'])
    })
  })
}
