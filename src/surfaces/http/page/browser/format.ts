import { moneyFormat, moneyInBothFormat } from '../money-format.ts'
import { pageData } from './page-data.ts'

const { language } = pageData
const numbers = new Intl.NumberFormat(language)
const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
const moments = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })

export const money = moneyFormat(language)
/** With the operator's other currency beside it, where there is one. */
export const moneyInBoth = moneyInBothFormat(language, pageData.currency)

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

/** The same by the clocks of a time zone. */
export function moment(iso: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  return format.format(new Date(iso))
}

/** A day of a time zone. */
export function day(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone }).format(new Date(iso))
}
