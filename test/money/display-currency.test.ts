import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import {
  besideDollars,
  displayCurrencyOf,
  formatInCurrency,
  usDollar,
} from '../../src/money/display-currency.ts'
import { parseUsd } from '../../src/money/nano-usd.ts'

const rates = { EUR: new Decimal('0.92'), RUB: new Decimal('92.75'), JPY: new Decimal(155) }
const currency = (code: string) => displayCurrencyOf(code, rates) ?? usDollar

describe('choosing a currency', () => {
  it('needs no rate for US dollars, and one for every other', () => {
    expect(displayCurrencyOf('USD', {})).toBe(usDollar)
    expect(displayCurrencyOf('EUR', {})).toBeUndefined()
    expect(displayCurrencyOf('EUR', rates)).toEqual({ code: 'EUR', perUsd: rates.EUR })
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
    ['0', 'EUR', 'en', '€0.00'],
  ])('shows %s dollars in %s as people write it in %s: %s', (usd, code, locale, text) => {
    const written = formatInCurrency(parseUsd(usd), currency(code), locale)
    expect(written.replaceAll('\u00a0', ' ')).toBe(text.replaceAll('\u00a0', ' '))
  })

  it.each([
    ['0.01', '$0.01'],
    ['0.009999999', '$0.009999999'],
    ['0.002', '$0.002'],
    ['0.000000001', '$0.000000001'],
    ['-0.002', '-$0.002'],
    ['0.0149', '$0.01'],
    ['0.015', '$0.02'],
    ['0', '$0.00'],
  ])('shows less than a cent as it is: %s is %s', (usd, text) => {
    expect(formatInCurrency(parseUsd(usd), usDollar, 'en')).toBe(text)
  })

  it.each([
    ['0.001234', 'short', '$0.00'],
    ['0.001234', 'three', '$0.001'],
    ['0.0005', 'three', '$0.001'],
    ['0.000499999', 'three', '$0.000499999'],
    ['0.000049999', 'four', '$0.000049999'],
    ['0.00005', 'four', '$0.0001'],
    ['15.45', 'three', '$15.450'],
    ['1.500000001', 'exact', '$1.500000001'],
  ] as const)('shows %s in the %s style as %s', (usd, style, text) => {
    expect(formatInCurrency(parseUsd(usd), usDollar, 'en', style)).toBe(text)
  })

  it.each([
    ['0.002', 'EUR', '€0.0018'],
    ['0.0109', 'EUR', '€0.01'],
    ['0.001', 'JPY', '¥0.16'],
  ])('never shows something as nothing in another currency: %s dollars in %s are %s', (usd, code, text) => {
    expect(formatInCurrency(parseUsd(usd), currency(code), 'en')).toBe(text)
  })

  it('keeps amounts exact that a double cannot hold', () => {
    expect(formatInCurrency(parseUsd('90071992547409.93'), usDollar, 'en')).toBe('$90,071,992,547,409.93')
    expect(formatInCurrency(parseUsd('90071992547409.935'), currency('EUR'), 'en')).toBe(
      '€82,866,233,143,617.14',
    )
  })
})

describe('beside dollars', () => {
  it('stands what they are in the other currency, as about so much', () => {
    expect(besideDollars(parseUsd('1.5'), currency('EUR'), 'en')).toBe(' (≈ €1.38)')
  })

  it('stands nothing when there is no other', () => {
    expect(besideDollars(parseUsd('1.5'), usDollar, 'en')).toBe('')
  })
})
