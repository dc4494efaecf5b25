import { printable, wrapped } from '../../app/terminal-text.ts'
import type { ComparedPoint } from '../../brief/analysis.ts'
import { failureText } from '../../locales/failure-text.ts'
import { textsOf } from '../../locales/i18n.ts'
import { type ListedSource, placeOf, type SourceCard, sourceSaying } from '../../orchestrator/source-card.ts'

const english = textsOf('en')

/** Several sources, a line each: where it is and what it is called, or why it could not be read. */
export function sourcesText(sources: readonly ListedSource[], width: number): readonly string[] {
  return sources.map((listed, index) => {
    const { card, failure } = listed
    const said = failure
      ? `${listed.location}: ${failureText(failure, english).says}`
      : [card.url ?? card.location, card.title].filter(Boolean).join(' — ')
    return wrapped(printable(said), width, '     ').replace(/^ {5}/, `  ${index + 1}. `)
  })
}

/** What two or more sources say of one thing, and each in its own words. */
export function comparedText(
  { text, said }: ComparedPoint,
  source: SourceCard | undefined,
  width: number,
): string {
  const quotes = said.map((one) => {
    const quoted = `${sourceName(one, source)}: “${one.quote}”`
    return wrapped(printable(quoted), width, '      ')
  })
  return [wrapped(printable(text), width, '    ').replace(/^ {4}/, '  • '), ...quotes].join('\n')
}

/** Which of several sources says it, as its number and place: `2, example.org`; empty where there is but one. */
export function sourceName(
  said: { readonly source?: number | undefined },
  source: SourceCard | undefined,
): string {
  const own = said.source === undefined ? undefined : sourceSaying(said, source)
  return own && said.source !== undefined ? `${said.source + 1}, ${placeOf(own)}` : ''
}
