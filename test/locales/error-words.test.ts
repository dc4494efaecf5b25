import { expect, test } from 'vitest'
import { LedgerError, ledgerErrorReasons } from '../../src/ledger/ledger-error.ts'
import {
  ProviderCostsError,
  providerCostsReasons,
} from '../../src/llm/provider-costs/provider-costs-error.ts'
import { UnknownProviderError, unknownProviderReasons } from '../../src/llm/unknown-provider-error.ts'
import { errorWords } from '../../src/locales/error-words.ts'
import { textsOf } from '../../src/locales/i18n.ts'
import { PriceOverridesError } from '../../src/pricing/price-overrides-error.ts'

const russian = textsOf('ru')
const path = '/data/autointel.db'
const model = { provider: 'anthropic', model: 'x-1' }

test.each(ledgerErrorReasons)('books that are %s are told, and what to do', (reason) => {
  const error = new LedgerError(reason, path)

  expect(errorWords(error)).toEqual({
    says: expect.stringMatching(/^The .*\/data\/autointel\.db.*\.$/),
    advice: expect.stringMatching(/^[A-Z].*\.$/),
  })
  expect(errorWords(error, russian)).toEqual({
    says: expect.stringMatching(/^[А-Я].*\/data\/autointel\.db.*\.$/),
    advice: expect.stringMatching(/^[А-Я].*\.$/),
  })
})

test('what the database itself says stands behind it', () => {
  const error = new LedgerError('corrupt', path, { detail: 'SQLITE_CORRUPT, malformed' })

  expect(errorWords(error)?.says).toMatch(/ledger\. \(SQLITE_CORRUPT, malformed\)$/)
})

test('of a price file the place is told, and what is wrong there', () => {
  const problem = { code: 'not_a_number', values: { given: '"-1"' } } as const
  const error = new PriceOverridesError({ file: 'prices.json', model: 'openai:x', field: 'input', problem })

  expect(errorWords(error)).toEqual({
    says: 'PRICES_FILE=prices.json: openai:x: input: Expected a decimal number of zero or more, not "-1".',
    advice: expect.stringMatching(/^Prices are US dollars/),
  })
})

test.each(unknownProviderReasons)('a provider of which is said: %s, is named', (reason) => {
  const error = new UnknownProviderError(reason, model)

  expect(errorWords(error)?.says).toMatch(/anthropic.*anthropic:x-1/)
  expect(errorWords(error, russian)?.says).toMatch(/[а-я].*anthropic:x-1/i)
  expect(errorWords(error)?.advice).toContain('.env.example')
})

test.each(providerCostsReasons)('costs that are not told for this reason are told of: %s', (reason) => {
  const error = new ProviderCostsError(reason, 'openai', 'OPENAI_ADMIN_KEY')

  expect(errorWords(error)?.says).toMatch(/openai.*\.$/)
  expect(errorWords(error, russian)?.says).toMatch(/[а-я].*\.$/i)
  expect(errorWords(error)?.advice).toMatch(/^[A-Z].*\.?$/)
})

test('there are no words for what nobody foresaw', () => {
  expect(errorWords(new TypeError('x is not a function'))).toBeUndefined()
})
