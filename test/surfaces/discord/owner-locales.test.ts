import { Locale } from 'discord.js'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { OwnerLocales } from '../../../src/surfaces/discord/owner-locales.ts'
import { ownersOf } from '../../support/outbox/owners-bench.ts'

const owner = { id: '1' }

function openLocales({ isBroken = false } = {}) {
  const remembered: string[] = []
  const logged: string[] = []
  const outbox = {
    rememberLocale: async (user: string, locale: string) => {
      if (isBroken) throw new Error('The disk is full.')
      remembered.push(`${user} ${locale}`)
    },
  }
  const log = pino({ level: 'warn' }, { write: (line: string) => logged.push(line) })
  return { locales: new OwnerLocales({ outbox, owners: ownersOf(['1']), log }), remembered, logged }
}

test('the language of an owner is written down when it is new, and that of nobody else', async () => {
  const { locales, remembered } = openLocales()
  await locales.learnFrom({ user: owner, locale: Locale.Russian })
  await locales.learnFrom({ user: owner, locale: Locale.Russian })
  await locales.learnFrom({ user: { id: '2' }, locale: Locale.German })
  await locales.learnFrom({ user: owner, locale: Locale.German })
  expect(remembered).toEqual(['1 ru', '1 de'])
})

test('an owner is answered although the language cannot be written down, and the log has it', async () => {
  const { locales, logged } = openLocales({ isBroken: true })
  await locales.learnFrom({ user: owner, locale: Locale.Russian })
  expect(logged).toHaveLength(1)
})
