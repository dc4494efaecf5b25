import { toIsoDate } from './published-date.ts'

/** The first letters of the months in English, Russian, German, French, Spanish, Italian and Portuguese, which no two months share. */
const months: readonly (readonly string[])[] = [
  ['jan', 'янв', 'jän', 'ene', 'gen'],
  ['feb', 'фев', 'fév', 'fev'],
  ['mar', 'мар', 'mär'],
  ['apr', 'апр', 'avr', 'abr'],
  ['may', 'мая', 'май', 'mai', 'mag'],
  ['jun', 'июн', 'juin', 'giu'],
  ['jul', 'июл', 'juil', 'lug'],
  ['aug', 'авг', 'aoû', 'ago'],
  ['sep', 'сен', 'set'],
  ['oct', 'окт', 'okt', 'ott', 'out'],
  ['nov', 'ноя'],
  ['dec', 'дек', 'dez', 'déc', 'dic'],
]

const dayFirst =
  /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er)?\.?\s+(?:de\s+)?(\p{L}{3,10})\.?,?\s+(?:de\s+)?(\d{4})(?!\d)/u
const monthFirst = /(?<!\p{L})(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/u
const yearFirst = /(?<!\d)(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)/

/**
 * The first date in a line as people write it, in ISO 8601: `18 Feb 2022`, `February 18th, 2022`, `18 февраля 2022 г.`, `18. Februar 2022`,
 * `18 de febrero de 2022`, `2022/02/18`. Not
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
