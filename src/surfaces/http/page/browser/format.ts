import { pageData } from './page-data.ts'

const { language } = pageData
const dollars = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD' })
const tinyDollars = new Intl.NumberFormat(language, {
  style: 'currency',
  currency: 'USD',
  maximumFractionDigits: 9,
})
const numbers = new Intl.NumberFormat(language)
const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
const moments = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })

/** US dollars as they read elsewhere: in cents, but what is less than one as it is. */
export function money(usd: number): string {
  const isTiny = usd !== 0 && Math.abs(usd) < 0.01
  return (isTiny ? tinyDollars : dollars).format(usd)
}

export function number(value: number): string {
  return numbers.format(value)
}

/** 54.9 is `54.9%`. */
export function percent(value: number): string {
  return percents.format(value / 100)
}

/** Of an instant in ISO 8601, by the reader's own clock. */
export function dateTime(iso: string): string {
  return moments.format(new Date(iso))
}

/** A day of a time zone. */
export function day(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone }).format(new Date(iso))
}
