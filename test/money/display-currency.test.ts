import { describe, expect, it } from 'vitest'
import {
  chooseDisplayCurrency,
  type DisplayCurrency,
  formatInCurrency,
  usDollar,
} from '../../src/money/display-currency.ts'
import { parseUsd } from '../../src/money/nano-usd.ts'

function chosen(code: string, rates: Record<string, number> = {}): DisplayCurrency {
  const choice = chooseDisplayCurrency(code, rates)
  expect(choice).toMatchObject({ kind: 'chosen' })
  return (choice as { currency: DisplayCurrency }).currency
}

describe('choosing a currency', () => {
  it('needs no rate for US dollars', () => {
    expect(chosen('usd')).toBe(usDollar)
  })

  it.each([
    ['XQQ', {}, 'unknown-currency'],
    ['euro', { EURO: 1 }, 'unknown-currency'],
    ['EUR', {}, 'no-rate'],
    ['EUR', { EUR: 0 }, 'invalid-rate'],
    ['EUR', { EUR: Number.NaN }, 'invalid-rate'],
    ['EUR', { EUR: -1 }, 'invalid-rate'],
  ])('says of %s with rates %j: %s', (code, rates, kind) => {
    expect(chooseDisplayCurrency(code, rates)).toMatchObject({ kind })
  })
})

describe('showing an amount', () => {
  it.each([
    ['1.50', 'EUR', 'en', '€1.38'],
    ['1.50', 'EUR', 'ru', '1,38\u00a0€'],
    ['1.50', 'RUB', 'ru', '139,13\u00a0₽'],
    ['1.50', 'JPY', 'en', '¥233'],
    ['1.50', 'USD', 'en', '$1.50'],
    ['-1.50', 'EUR', 'en', '-€1.38'],
  ])('shows %s dollars as %s for %s', (usd, code, locale, text) => {
    const currency = chosen(code, { EUR: 0.92, RUB: 92.75, JPY: 155 })
    expect(formatInCurrency(parseUsd(usd), currency, locale)).toBe(text)
  })

  it('shows more places on request', () => {
    expect(formatInCurrency(parseUsd('0.001234'), usDollar, 'en', 4)).toBe('$0.0012')
  })

  it('keeps amounts exact that a double cannot hold', () => {
    expect(formatInCurrency(parseUsd('90071992547409.93'), usDollar, 'en')).toBe('$90,071,992,547,409.93')
  })
})
