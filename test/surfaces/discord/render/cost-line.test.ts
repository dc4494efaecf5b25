import { expect, test } from 'vitest'
import { textsOf } from '../../../../src/locales/i18n.ts'
import { parseUsd } from '../../../../src/money/nano-usd.ts'
import type { TrackCost } from '../../../../src/report/track-cost.ts'
import { costForms, costLine } from '../../../../src/surfaces/discord/render/cost-line.ts'
import { resultMessage } from '../../../../src/surfaces/discord/render/result-message.ts'
import * as make from './factories.ts'
import { shownText } from './payload.ts'

const small: TrackCost = {
  totalNanoUsd: parseUsd('0.004'),
  apiCalls: 3,
  freeRequests: 0,
  taskCostsNanoUsd: new Map([
    ['analysis', parseUsd('0.0031')],
    ['verification', parseUsd('0.0009')],
  ]),
  promptTokens: 76,
  completionTokens: 90,
  local: { calls: 0, promptTokens: 0, completionTokens: 0 },
}
const nothing: TrackCost = { ...small, totalNanoUsd: 0n, taskCostsNanoUsd: new Map() }

/** Languages put a no-break space before their units. */
const lineOf = (...[cost, form, locale]: [TrackCost, (typeof costForms)[number], string]) =>
  costLine(cost, form, textsOf(locale))?.replaceAll('\u00a0', ' ')

test.each([
  ['compact', 'en', '$0.004 · 3 requests · 166 tokens'],
  ['basic', 'en', 'Processing complete · $0.004 · 3 requests · 166 tokens'],
  ['compact', 'ru', '0,004 $ · 3 запроса · 166 токенов'],
  ['basic', 'ru', 'Обработка завершена · 0,004 $ · 3 запроса · 166 токенов'],
] as const)('0.004 for 3 calls and 166 tokens in %s form in %s', (form, locale, line) => {
  expect(lineOf(small, form, locale)).toBe(line)
})

test.each([
  [
    'en',
    'Processing complete · $0.004 · 3 requests · 166 tokens\nAnalysis: $0.0031\nFact check: $0.0009\n76 in + 90 out',
  ],
  [
    'ru',
    'Обработка завершена · 0,004 $ · 3 запроса · 166 токенов\nАнализ: 0,0031 $\nПроверка фактов: 0,0009 $\n76 на входе + 90 на выходе',
  ],
])('the detailed form lists each task to four decimals in %s', (locale, line) => {
  expect(lineOf(small, 'detailed', locale)).toBe(line)
})

test.each([
  ['0.75', 'en', '$0.073 · 12 requests · 45,150 tokens · and up to $0.750 for calls whose bill has not come'],
  [
    '0.823',
    'en',
    '$0.000 · 12 requests · 45,150 tokens · and up to $0.823 for calls whose bill has not come',
  ],
  [
    '0.75',
    'ru',
    '0,073 $ · 12 запросов · 45 150 токенов · и до 0,750 $ за вызовы, счёт за которые не пришёл',
  ],
])('$%s that is only held is no spend, in %s', (unresolved, locale, line) => {
  const shown = costLine(make.exampleCost, 'compact', textsOf(locale), make.usd(unresolved))
  expect(shown?.replaceAll('\u00a0', ' ')).toBe(line)
})

test('15.45 is shown with three decimals', () => {
  expect(lineOf({ ...small, totalNanoUsd: parseUsd('15.45') }, 'compact', 'en')).toMatch(/^\$15\.450 /)
  expect(lineOf({ ...small, totalNanoUsd: parseUsd('15.45') }, 'compact', 'ru')).toMatch(/^15,450 \$ /)
})

test.each([
  [1, 'en', 'free'],
  [0, 'en', 'local model'],
  [1, 'ru', 'бесплатно'],
  [0, 'ru', 'локальная модель'],
])('zero with %d free requests reads in %s: %s', (freeRequests, locale, words) => {
  expect(lineOf({ ...nothing, freeRequests }, 'basic', locale)).toContain(` · ${words} · `)
})

test.each([
  [1, '1 запрос · 1 токен'],
  [2, '2 запроса · 2 токена'],
  [5, '5 запросов · 5 токенов'],
  [21, '21 запрос · 21 токен'],
])('%d requests and tokens have the right plural in Russian', (count, words) => {
  expect(
    lineOf({ ...small, apiCalls: count, promptTokens: count, completionTokens: 0 }, 'compact', 'ru'),
  ).toBe(`0,004 $ · ${words}`)
})

test.each(costForms)('there is no %s line without cost data', (form) => {
  expect(costLine(undefined, form, textsOf('en'))).toBeUndefined()
})

test.each([
  ['0.500000001', '0.50', true],
  ['0.50', '0.50', false],
  ['0.823', '0.50', true],
  ['0.823', '1', false],
])('a brief of $%s shows its cost above a threshold of $%s: %s', (cost, threshold, isShown) => {
  const result = make.result({ costNanoUsd: make.usd(cost) })
  const options = make.resultOptions({ noticeThresholdNanoUsd: make.usd(threshold) })
  expect(shownText(resultMessage(result, options, textsOf('en'))).includes('Processing complete')).toBe(
    isShown,
  )
})

test('who asks for the cost sees it below the threshold, task by task', () => {
  const message = resultMessage(
    make.result({ cost: small, costNanoUsd: make.usd('0.004') }),
    make.resultOptions({ showCost: true }),
    textsOf('en'),
  )
  expect(shownText(message)).toContain('Analysis: $0.0031')
})

test('a run that booked nothing shows no cost, even to who asks for it', () => {
  const message = resultMessage(
    make.result({ cost: undefined }),
    make.resultOptions({ showCost: true }),
    textsOf('en'),
  )
  expect(shownText(message)).not.toContain('Processing complete')
})
