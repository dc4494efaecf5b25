import { Decimal } from 'decimal.js'
import type { MoneyStyle } from './format.ts'
import type { NanoUsd } from './nano-usd.ts'
import { nanoUsdPerUsd } from './nano-usd.ts'

/** How many units of a currency one US dollar buys, by ISO 4217 code: `{ EUR: 0.92 }`. */
export type DollarRates = Readonly<Record<string, Decimal>>

/** A currency that people are shown beside dollars. The ledger, limits and exports stay in US dollars. */
export interface DisplayCurrency {
  /** ISO 4217, upper case. */
  readonly code: string
  readonly perUsd: Decimal
}

export const usDollar: DisplayCurrency = { code: 'USD', perUsd: new Decimal(1) }

/** A currency by its code in upper case; undefined when the table has no rate for it. US dollars need none. */
export function displayCurrencyOf(code: string, rates: DollarRates): DisplayCurrency | undefined {
  if (code === usDollar.code) return usDollar
  const perUsd = rates[code]
  return perUsd && { code, perUsd }
}

/** Whether it is an ISO 4217 code that is in use, in upper case. */
export function isCurrencyCode(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code)
}

/** Decimal.js keeps 20 significant digits by default, and would round a long amount before it is rounded for show. */
const Exact = Decimal.clone({ precision: 60, defaults: true })

/** Digits that an amount has even so: those of a nano-dollar, and the first two of what other currencies make of it. */
const exactDigits = { maximumFractionDigits: 9 } as const
const firstDigits = { maximumSignificantDigits: 2 } as const
const fractionDigits = { short: undefined, readable: undefined, three: 3, four: 4 } as const

/**
 * An amount as people of a locale write it, rounded half up to what the style or the currency has: 1.50 USD at 0.92 is `€1.38` in
 * English and `1,38 €` in Russian. What is not zero never reads as zero but in the `short` style; in the `readable` one, what is
 * less than the currency's least coin reads as it is: `$0.002`.
 */
export function formatInCurrency(
  amount: NanoUsd,
  currency: DisplayCurrency,
  locale: string,
  style: MoneyStyle = 'readable',
): string {
  const format = (digits: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: currency.code, ...digits })
  const places = style === 'exact' ? undefined : fractionDigits[style]
  const usual = format(
    style === 'exact'
      ? exactDigits
      : places === undefined
        ? {}
        : { minimumFractionDigits: places, maximumFractionDigits: places },
  )
  const converted = new Exact(amount.toString()).times(currency.perUsd).dividedBy(nanoUsdPerUsd.toString())
  const coin = new Decimal(10).pow(-(usual.resolvedOptions().maximumFractionDigits ?? 0))
  const least = style === 'readable' ? coin : coin.dividedBy(2)
  const isTiny = style !== 'short' && !converted.isZero() && converted.abs().lessThan(least)
  const tiny = currency.code === usDollar.code ? exactDigits : firstDigits
  return (isTiny ? format(tiny) : usual).format(converted.toFixed() as Intl.StringNumericLiteral)
}

/** What stands behind an amount of dollars where another currency is shown too: ` (≈ €1.38)`; nothing otherwise. */
export function besideDollars(amount: NanoUsd, currency: DisplayCurrency, locale: string): string {
  return currency.code === usDollar.code ? '' : ` (≈ ${formatInCurrency(amount, currency, locale)})`
}
