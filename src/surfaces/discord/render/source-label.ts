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
  const own = said.source === undefined ? undefined : sourceSaying(said, source)
  return own ? ` (${placeLabel(own)})` : ''
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
  const quotes = said.map((one) => {
    const own = sourceSaying(one, source)
    return `  > ${safeLine(one.quote, maxCharacters)}${own ? ` (${placeLabel(own)})` : ''}`
  })
  return [`- ${safeLine(text, maxCharacters)}`, ...quotes].join('\n')
}

function namesOf(said: ComparedPoint['said'], source: SourceCard | undefined): string {
  return said
    .flatMap((one) => {
      const own = sourceSaying(one, source)
      return own ? [placeLabel(own)] : []
    })
    .join(', ')
}

function placeLabel(card: SourceCard): string {
  return linkedText(placeOf(card), webAddress(card.url), placeMaxCharacters)
}
