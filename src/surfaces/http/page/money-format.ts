/** A currency that is shown beside dollars. */
export interface PageCurrency {
  /** ISO 4217. */
  readonly code: string
  readonly perUsd: number
}

type Format = (usd: number) => string

/** Writes US dollars as they read elsewhere: in cents, but what is less than one as it is. */
export function moneyFormat(language: string): Format {
  return formatIn(language, 'USD', { maximumFractionDigits: 9 })
}

/** The same with the operator's other currency beside it, where there is one: `$1.50 (≈ €1.38)`. */
export function moneyInBothFormat(language: string, currency: PageCurrency | null): Format {
  const dollars = moneyFormat(language)
  if (!currency) return dollars
  const other = formatIn(language, currency.code, { maximumSignificantDigits: 2 })
  return (usd) => `${dollars(usd)} (≈ ${other(usd * currency.perUsd)})`
}

/** @param tiny how what is less than the least coin is written */
function formatIn(language: string, currency: string, tiny: Intl.NumberFormatOptions): Format {
  const style = { style: 'currency', currency } as const
  const usual = new Intl.NumberFormat(language, style)
  const least = 10 ** -(usual.resolvedOptions().maximumFractionDigits ?? 2)
  const exact = new Intl.NumberFormat(language, { ...style, ...tiny })
  return (amount) => (amount !== 0 && Math.abs(amount) < least ? exact : usual).format(amount)
}
