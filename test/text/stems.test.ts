import { expect, it } from 'vitest'
import { stem } from '../../src/text/stems.ts'

it.each([
  ['en', 'ferry', ['Ferries', 'ferry']],
  ['en', 'budget', ['budgets', 'budgeting', 'Budgeted']],
  ['ru', 'бюджет', ['бюджета', 'Бюджетом', 'бюджеты']],
  ['ru', 'городская', ['городского', 'городской', 'городскую']],
  ['ru', 'тёплый', ['теплого', 'тёплая']],
  ['uk', 'школа', ['школи', 'школу']],
  ['de-AT', 'Schule', ['Schulen', 'schule']],
  ['fr', 'école', ['écoles', 'École']],
  ['nb', 'skole', ['skolen', 'skoler']],
  ['pl', 'biblioteka', ['biblioteki', 'bibliotekami']],
])('brings the forms of a word together in %s: %s', (language, word, forms) => {
  expect(forms.map((form) => stem(form, language))).toEqual(forms.map(() => stem(word, language)))
})

it('tells words apart that only begin alike', () => {
  expect(stem('community', 'en')).not.toBe(stem('communication', 'en'))
  expect(stem('москва', 'ru')).not.toBe(stem('мост', 'ru'))
})

it('goes by the script where the language is unknown', () => {
  expect(stem('ferries')).toBe(stem('ferries', 'en'))
  expect(stem('городского')).toBe(stem('городского', 'ru'))
  expect(stem('東京')).toBe('東京')
  expect(stem('2026')).toBe('2026')
})

it('gives the same stem after twenty thousand other words', () => {
  const before = stem('ferries', 'en')
  for (let index = 0; index <= 20_000; index += 1) stem(`word${index}`, 'en')
  expect(stem('ferries', 'en')).toBe(before)
})

it('looks at the beginning of an endless word only', () => {
  expect(stem('a'.repeat(1_000_000), 'en').length).toBeLessThanOrEqual(60)
})
