import { toIsoDate } from './published-date.ts'

/** The first letters of the months in English and Russian, which no two months share. */
const months: readonly (readonly string[])[] = [
  ['jan', 'янв'],
  ['feb', 'фев'],
  ['mar', 'мар'],
  ['apr', 'апр'],
  ['may', 'мая', 'май'],
  ['jun', 'июн'],
  ['jul', 'июл'],
  ['aug', 'авг'],
  ['sep', 'сен'],
  ['oct', 'окт'],
  ['nov', 'ноя'],
  ['dec', 'дек'],
]

const dayFirst = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\.?\s+(\p{L}{3,9})\.?,?\s+(\d{4})(?!\d)/u
const monthFirst = /(?<!\p{L})(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/u
const yearFirst = /(?<!\d)(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)/

/**
 * The first date in a line as people write it, in ISO 8601: `18 Feb 2022`, `February 18th, 2022`, `18 февраля 2022 г.`, `2022/02/18`. Not
 * `3/4/2026`, whose day and month only some can tell.
 */
export function writtenDate(line: string | null | undefined): string | undefined {
  const [, day, month, year] = dayFirst.exec(line ?? '') ?? []
  const [, otherMonth, otherDay, otherYear] = monthFirst.exec(line ?? '') ?? []
  const [, thirdYear, number, thirdDay] = yearFirst.exec(line ?? '') ?? []
  return (
    dateOf(year, monthNumber(month), day) ??
    dateOf(otherYear, monthNumber(otherMonth), otherDay) ??
    dateOf(thirdYear, Number(number), thirdDay)
  )
}

function monthNumber(name: string | undefined): number {
  return months.findIndex((starts) => starts.some((start) => name?.toLowerCase().startsWith(start))) + 1
}

function dateOf(year: string | undefined, month: number, day: string | undefined): string | undefined {
  if (year === undefined || day === undefined || !(month >= 1 && month <= 12)) return undefined
  return toIsoDate(`${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`)
}
