import { Decimal } from 'decimal.js'
import type { NanoUsd } from './nano-usd.ts'
import { nanoUsdPerUsd } from './nano-usd.ts'

/** How many units of a currency one US dollar buys, by ISO 4217 code: `{ EUR: 0.92 }`. */
export type DollarRates = Readonly<Record<string, number>>

/** A currency that people are shown. The ledger, limits and exports stay in US dollars. */
export interface DisplayCurrency {
  /** ISO 4217, upper case. */
  readonly code: string
  readonly perUsd: Decimal
}

export const usDollar: DisplayCurrency = { code: 'USD', perUsd: new Decimal(1) }

export type DisplayCurrencyChoice =
  | { readonly kind: 'chosen'; readonly currency: DisplayCurrency }
  | { readonly kind: 'unknown-currency'; readonly code: string }
  | { readonly kind: 'no-rate'; readonly code: string }
  | { readonly kind: 'invalid-rate'; readonly code: string; readonly rate: number }

/** Looks a currency up in the operator's table; US dollars need no entry there. */
export function chooseDisplayCurrency(code: string, rates: DollarRates): DisplayCurrencyChoice {
  const wanted = code.trim().toUpperCase()
  if (wanted === usDollar.code) return { kind: 'chosen', currency: usDollar }
  if (!Intl.supportedValuesOf('currency').includes(wanted)) return { kind: 'unknown-currency', code: wanted }
  const rate = rates[wanted]
  if (rate === undefined) return { kind: 'no-rate', code: wanted }
  if (!Number.isFinite(rate) || rate <= 0) return { kind: 'invalid-rate', code: wanted, rate }
  return { kind: 'chosen', currency: { code: wanted, perUsd: new Decimal(String(rate)) } }
}

/**
 * An amount as people of a locale write it, rounded half up to what the currency has: 1.50 USD at 0.92 is `€1.38` in
 * English and `1,38 €` in Russian. `fractionDigits` asks for more places than the currency's own.
 */
export function formatInCurrency(
  amount: NanoUsd,
  currency: DisplayCurrency,
  locale: string,
  fractionDigits?: number,
): string {
  const digits =
    fractionDigits === undefined
      ? {}
      : { minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits }
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: currency.code, ...digits })
  const converted = new Decimal(amount.toString()).times(currency.perUsd).dividedBy(nanoUsdPerUsd.toString())
  return format.format(converted.toFixed() as Intl.StringNumericLiteral)
}
