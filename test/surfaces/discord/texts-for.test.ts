import { expect, test } from 'vitest'
import { usDollar } from '../../../src/money/display-currency.ts'
import { createTextsFor } from '../../../src/surfaces/discord/texts-for.ts'

const textsFor = createTextsFor(usDollar)

test.each([
  ['ru', 'de', 'ru', 'ru'],
  ['en-GB', 'ru', 'en', 'en'],
  ['de', 'ru', 'en', 'ru'],
  ['de', 'ja', 'en', 'en'],
  ['de', null, 'en', 'en'],
])(
  'who speaks %s on a server in %s is answered in %s alone, and in %s before others',
  (locale, guildLocale, alone, before) => {
    expect(textsFor({ locale, guildLocale }).locale).toBe(alone)
    expect(textsFor({ locale, guildLocale, isPrivate: true }).locale).toBe(alone)
    expect(textsFor({ locale, guildLocale, isPrivate: false }).locale).toBe(before)
  },
)
