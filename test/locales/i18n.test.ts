import { Decimal } from 'decimal.js'
import { expect, test } from 'vitest'
import { en } from '../../src/locales/en.ts'
import { languageNames, textsOf, translationsOf } from '../../src/locales/i18n.ts'
import { ru } from '../../src/locales/ru.ts'
import type { TextKey } from '../../src/locales/translation.ts'
import { parseUsd } from '../../src/money/nano-usd.ts'

const pluralSuffix = /_(zero|one|two|few|many|other)$/

/** `{ a: { b: 'text' } }` as `[['a.b', 'text']]`. */
function entriesOf(texts: object, path = ''): (readonly [key: string, text: string])[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as const] : entriesOf(value, `${path}${key}.`),
  )
}

const languages = [
  ['en', en],
  ['ru', ru],
] as const

const placeholdersOf = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort()
const english = new Map(entriesOf(en).map(([key, text]) => [key.replace(pluralSuffix, ''), text]))
const counted = [
  ...new Set(
    entriesOf(en).flatMap(([key]) => (pluralSuffix.test(key) ? [key.replace(pluralSuffix, '')] : [])),
  ),
]

test('every language that can be chosen is checked here', () => {
  expect(languageNames).toEqual(languages.map(([name]) => name))
})

test.each(languages)('%s has exactly the texts that English has', (_, texts) => {
  const keys = new Set(entriesOf(texts).map(([key]) => key.replace(pluralSuffix, '')))
  expect([...keys].sort()).toEqual([...english.keys()].sort())
})

test.each(languages)('%s has every plural form of its language, and no other', (name, texts) => {
  const keys = entriesOf(texts).map(([key]) => key)
  const categories = new Intl.PluralRules(name).resolvedOptions().pluralCategories
  const expected = counted.flatMap((key) => categories.map((category) => `${key}_${category}`))
  expect(keys.filter((key) => pluralSuffix.test(key)).sort()).toEqual(expected.sort())
})

test.each(languages)('no text of %s is empty or has a space at an end', (_, texts) => {
  expect(entriesOf(texts).filter(([, text]) => text === '' || text !== text.trim())).toEqual([])
})

test.each(languages)('the texts of %s have the placeholders of the English ones', (_, texts) => {
  // A singular may do without its number.
  const wrong = entriesOf(texts).filter(([key, text]) => {
    const wanted = placeholdersOf(english.get(key.replace(pluralSuffix, '')) ?? '')
    const has = placeholdersOf(text)
    return key.endsWith('_one') ? has.some((name) => !wanted.includes(name)) : `${wanted}` !== `${has}`
  })
  expect(wrong).toEqual([])
})

test.each(languages)('descriptions of commands and their options in %s fit Discord', (_, { command }) => {
  const tooLong = entriesOf({ ...command, choice: {} }).filter(([, text]) => text.length > 100)
  expect(tooLong).toEqual([])
})

test.each([
  ['ru', 'ru'],
  ['en-US', 'en'],
  ['en-GB', 'en'],
  ['pt-BR', 'en'],
  ['', 'en'],
  ['constructor', 'en'],
  ['__proto__', 'en'],
])('the locale %j is answered in %s', (locale, language) => {
  expect(textsOf(locale).locale).toBe(language)
})

test.each([
  [1, '1 запрос', '1 токен', '1 день'],
  [2, '2 запроса', '2 токена', '2 дня'],
  [5, '5 запросов', '5 токенов', '5 дней'],
  [11, '11 запросов', '11 токенов', '11 дней'],
  [21, '21 запрос', '21 токен', '21 день'],
  [1.5, '1,5 запроса', '1,5 токена', '1,5 дня'],
])('Russian counts %d as it should', (count, ...expected) => {
  const keys: readonly TextKey[] = ['common.requests', 'common.tokens', 'common.days']
  expect(keys.map((key) => textsOf('ru').t(key, { count }))).toEqual(expected)
})

test('numbers, percent and money are written as the language writes them', () => {
  const written = ['en-US', 'ru'].map((locale) => {
    const texts = textsOf(locale)
    const amount = parseUsd('1234.5')
    return [
      texts.number(12345),
      texts.percent(54.9),
      texts.percent(97.76),
      texts.money(amount),
      texts.money(amount, 'three'),
    ]
  })
  expect(written).toEqual([
    ['12,345', '54.9%', '97.76%', '$1,234.50', '$1,234.500'],
    ['12\u00a0345', '54,9\u00a0%', '97,76\u00a0%', '1\u00a0234,50\u00a0$', '1\u00a0234,500\u00a0$'],
  ])
})

test('another currency stands beside dollars, never in their place', () => {
  const texts = textsOf('en-US', { displayCurrency: { code: 'EUR', perUsd: new Decimal('0.5') } })
  expect(texts.money(parseUsd('3'))).toBe('$3.00')
  expect(texts.moneyInBoth(parseUsd('3'))).toBe('$3.00 (≈ €1.50)')
  expect(texts.moneyInBoth(parseUsd('3'), 'three')).toBe('$3.000 (≈ €1.50)')
  expect(textsOf('en-US').moneyInBoth(parseUsd('3'))).toBe('$3.00')
})

test('times are those of the time zone that is given', () => {
  const texts = textsOf('en-US')
  const atMs = Date.UTC(2026, 10, 22, 23, 30)
  expect([texts.date(atMs, 'UTC'), texts.date(atMs, 'Asia/Tokyo')]).toEqual(['Nov 22, 2026', 'Nov 23, 2026'])
  expect(texts.dateTime(atMs, 'Asia/Tokyo')).toMatch(/^Nov 23, 2026, 8:30\sAM$/)
})

test('values are put in as they are: what looks like a placeholder, a lookup or a pattern stays text', () => {
  const input = '{{most}} {{- input}} $t(error.title) $& $1 <b>'
  expect(textsOf('en').t('error.invalidAmount', { input })).toContain(`“${input}”`)
})

test('Discord is given the translations of a text besides the English one', () => {
  expect(translationsOf('command.choice.by.day')).toEqual({ ru: 'день' })
  const ceiling = (texts: ReturnType<typeof textsOf>) => ({
    depth: texts.t('depth.quick'),
    ceiling: texts.money(parseUsd('0.5')),
  })
  expect(translationsOf('command.autointel.depthChoice', ceiling)).toEqual({ ru: 'быстрый: до 0,50\u00a0$' })
})
