import { stem } from '../../../text/stems.ts'
import { wordsOf, wordsToFind } from '../../knowledge/words-to-find.ts'

/** What a passage is found by. */
export interface IndexedPassage {
  readonly tenant: string
  readonly title: string
  /** Of the document; '' but for its first passage. */
  readonly summary: string
  readonly body: string
}

/** How much a word counts by where it stands: labels of Postgres, https://www.postgresql.org/docs/18/textsearch-controls.html (2026-11). */
export const labelWeights = { D: 0.5, C: 0, B: 0, A: 1 } as const

/** Postgres knows no place beyond this one, and no longer lexeme than so many bytes. */
const lastPlace = 16_383
const mostBytes = 2_046

/**
 * A `tsvector` of the passage: each word as it is and, of English, without its ending, so that it is found by both. The tenant is a word
 * as well: the index goes straight to its passages.
 */
export function wordVector({ tenant, title, summary, body }: IndexedPassage): string {
  const places = new Map<string, string[]>()
  let place = 1
  const add = (text: string, label: keyof typeof labelWeights) => {
    for (const word of wordsOf(text)) {
      for (const form of formsOf(word)) {
        const known = places.get(form)
        if (known) known.push(`${place}${label}`)
        else places.set(form, [`${place}${label}`])
      }
      place = Math.min(place + 1, lastPlace)
    }
  }
  add(title, 'D')
  add(summary, 'A')
  add(body, 'A')
  const words = [...places].map(([word, at]) => `${quoted(word)}:${at.join(',')}`)
  return [tenantQuery(tenant), ...words].join(' ')
}

/** A `tsquery` of each word of the text, rarest forms included; none when the text has no words. */
export function wordQueries(text: string, language?: string): readonly string[] {
  return wordsToFind(text, language).flatMap(({ word, isBeginning }) => {
    const plain = withoutMarks(word)
    if (isTooLong(plain)) return []
    return isBeginning ? `${quoted(plain)}:*` : quoted(isEnglish(plain) ? stem(plain, 'en') : plain)
  })
}

/** A `tsquery` of a tenant: no word of a text has a space in it. */
export function tenantQuery(tenant: string): string {
  return quoted(`tenant ${tenant}`)
}

function formsOf(word: string): readonly string[] {
  const plain = withoutMarks(word)
  if (isTooLong(plain)) return []
  return isEnglish(plain) ? [...new Set([plain, stem(plain, 'en')])] : [plain]
}

/** Latin letters without their marks, and no marks of what stood before the word: `café` is `cafe`. */
function withoutMarks(word: string): string {
  return word
    .normalize('NFD')
    .replace(/(^|\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
}

function isEnglish(word: string): boolean {
  return /^[a-z]+$/.test(word)
}

function isTooLong(word: string): boolean {
  return word === '' || Buffer.byteLength(word) > mostBytes
}

/** Nothing in it is an operator. */
function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
