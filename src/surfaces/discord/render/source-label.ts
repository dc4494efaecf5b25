import type { ComparedPoint, Said } from '../../../brief/analysis.ts'
import { failureText } from '../../../locales/failure-text.ts'
import type { Texts } from '../../../locales/texts.ts'
import {
  type ListedSource,
  placeOf,
  type SourceCard,
  sourceSaying,
} from '../../../orchestrator/source-card.ts'
import { linkedText, safeLine, webAddress } from './safe-text.ts'

const placeMaxCharacters = 40
const titleMaxCharacters = 80

/** Which of several sources says it, behind what is said; empty where there is but one. */
export function sourceLabel(said: Said, source: SourceCard | undefined): string {
  const name = said.source === undefined ? '' : nameOf(said, source)
  return name && ` (${name})`
}

/** Several sources, a line each: a link with the title, or why it could not be read. */
export function sourceLines(sources: readonly ListedSource[], texts: Texts): readonly string[] {
  return sources.map((listed, index) => {
    const { card, failure } = listed
    if (failure)
      return `${index + 1}\\. ❌ ${safeLine(placeOf({ url: undefined, location: listed.location }), placeMaxCharacters)}: ${safeLine(failureText(failure, texts).says, 200)}`
    const title = card.title ? linkedText(card.title, webAddress(card.url), titleMaxCharacters) : ''
    return `${index + 1}\\. ${[title, placeLabel(card)].filter(Boolean).join(' · ')}`
  })
}

/** What two or more sources say of one thing; who says it stands behind. */
export function comparedLine(
  { text, said }: ComparedPoint,
  source: SourceCard | undefined,
  maxCharacters: number,
): string {
  return `- ${safeLine(text, maxCharacters)} (${namesOf(said, source)})`
}

/** What sources say against one another, on one line. */
export function opposedLine(
  { text, said }: ComparedPoint,
  source: SourceCard | undefined,
  maxCharacters: number,
): string {
  const sides = said.map((one) => `${safeLine(one.quote, maxCharacters)}${sourceLabel(one, source)}`)
  const isOwnWords = said.some(({ quote }) => quote.trim() === text.trim())
  return `- ${isOwnWords ? '' : `${safeLine(text, maxCharacters)} `}${sides.join(' ↔ ')}`
}

/** The same with each source's own words. */
export function comparedQuotes(
  { text, said }: ComparedPoint,
  source: SourceCard | undefined,
  maxCharacters: number,
): string {
  const quotes = said.map((one) => `  > ${safeLine(one.quote, maxCharacters)}${sourceLabel(one, source)}`)
  return [`- ${safeLine(text, maxCharacters)}`, ...quotes].join('\n')
}

function namesOf(said: ComparedPoint['said'], source: SourceCard | undefined): string {
  return said
    .map((one) => nameOf(one, source))
    .filter(Boolean)
    .join(', ')
}

/** The place of the source that says it; where others of the list have the same place, with its number there. */
function nameOf(said: Said, source: SourceCard | undefined): string {
  const own = sourceSaying(said, source)
  if (!own) return ''
  const alike = source?.sources?.filter(({ card }) => card && placeOf(card) === placeOf(own)) ?? []
  return placeLabel(own, said.source !== undefined && alike.length > 1 ? ` #${said.source + 1}` : '')
}

function placeLabel(card: SourceCard, number = ''): string {
  return linkedText(`${placeOf(card)}${number}`, webAddress(card.url), placeMaxCharacters + number.length)
}
