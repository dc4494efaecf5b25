import { expect, test } from 'vitest'
import { textsOf } from '../../src/locales/i18n.ts'
import {
  ownPriceText,
  priceCautionText,
  refreshProblemText,
  refusedPriceText,
  warningText,
} from '../../src/locales/price-words.ts'
import type { OverrideWarning } from '../../src/pricing/override-warnings.ts'
import type { PriceWarning } from '../../src/pricing/validate-prices.ts'

const russian = textsOf('ru')
const model = 'openai:gpt-x'
const warnings: readonly PriceWarning[] = [
  { kind: 'zero', model },
  { kind: 'absurd', model, field: 'input', perThousandUsd: '12' },
  { kind: 'old', model, updatedAt: new Date(0), ageDays: 401 },
]
const ofFile: readonly OverrideWarning[] = [
  { kind: 'duplicate', model },
  { kind: 'unused', model },
  { kind: 'far-off', model, field: 'output', own: '0.001', published: '2' },
  { kind: 'far-off', model, field: 'output', own: '2000', published: '2' },
  { kind: 'free-output', model },
]

test('what is odd about prices is told in both languages', () => {
  const told = [
    ...warnings.map((warning) => [warningText(warning), warningText(warning, russian)]),
    ...ofFile.map((warning) => [ownPriceText(warning), ownPriceText(warning, russian)]),
    [priceCautionText(model, 'unpriced'), priceCautionText(model, 'unpriced', russian)],
    [refusedPriceText(model), refusedPriceText(model, russian)],
  ]
  for (const [english, inRussian] of told) {
    expect(english).toMatch(/^[^а-яё]*openai:gpt-x[^а-яё]*\.$/i)
    expect(inRussian).toMatch(/[а-яё].*\.$/is)
    expect(inRussian).toContain(model)
    expect(english).not.toMatch(/\{\{/)
    expect(inRussian).not.toMatch(/\{\{/)
  }
})

test('a price that is far from the published one is told with both, and which way', () => {
  const [, , below, above] = ofFile.map((warning) => ownPriceText(warning))
  expect(below).toContain('has $0.001 for openai:gpt-x (output), less than a 20th of the published $2.')
  expect(above).toContain('has $2000 for openai:gpt-x (output), more than 20 times the published $2.')
})

test('days agree with their number', () => {
  const old = (ageDays: number) =>
    warningText({ kind: 'old', model, updatedAt: new Date(0), ageDays }, russian)
  expect([old(1), old(3), old(11)]).toEqual([
    expect.stringContaining('1 день назад'),
    expect.stringContaining('3 дня назад'),
    expect.stringContaining('11 дней назад'),
  ])
})

test('what is no list of prices is told with the place, where there is one', () => {
  const told = (where: string) =>
    refreshProblemText({ kind: 'wrong-shape', where, expected: 'Invalid input: expected array' })

  expect(told('')).toContain('has another shape (Invalid input: expected array). Check PRICES_URL.')
  expect(told('0.models')).toContain('has another shape (0.models: Invalid input: expected array). Check')
})
