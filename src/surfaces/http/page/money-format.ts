/** Writes US dollars as they read elsewhere: in cents, but what is less than one as it is. */
export function moneyFormat(language: string): (usd: number) => string {
  const dollars = { style: 'currency', currency: 'USD' } as const
  const usual = new Intl.NumberFormat(language, dollars)
  const tiny = new Intl.NumberFormat(language, { ...dollars, maximumFractionDigits: 9 })
  return (usd) => (usd !== 0 && Math.abs(usd) < 0.01 ? tiny : usual).format(usd)
}
