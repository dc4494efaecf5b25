import { expect, test } from 'vitest'
import { LedgerError, ledgerErrorReasons } from '../../src/ledger/ledger-error.ts'
import { UnknownProviderError } from '../../src/llm/unknown-provider-error.ts'
import { errorAdvice } from '../../src/locales/error-advice.ts'
import { textsOf } from '../../src/locales/i18n.ts'
import { PriceOverridesError } from '../../src/pricing/price-overrides-error.ts'

const english = textsOf('en')

test.each(ledgerErrorReasons)('there is something to do when the books are %s', (reason) => {
  const error = new LedgerError(reason, '/data/autointel.db', { message: 'no' })
  expect(errorAdvice(error, english)).toMatch(/^[A-Z].*\.$/)
  expect(errorAdvice(error, textsOf('ru'))).toMatch(/^[А-Я].*\.$/)
})

test.each([
  [new PriceOverridesError({ file: 'prices.json', expected: 'JSON' }), 'Prices are US dollars'],
  [new UnknownProviderError('There is no provider "x".'), '.env.example'],
])('%s is answered with what is expected', (error, advice) => {
  expect(errorAdvice(error, english)).toContain(advice)
})

test('nobody can advise on what nobody foresaw', () => {
  expect(errorAdvice(new TypeError('x is not a function'), english)).toBeUndefined()
})
