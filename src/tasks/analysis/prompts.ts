import type { AnalysisExtent } from '../../brief/analysis.ts'
import { fenced, fenceRule } from '../fenced-text.ts'
import type { AnalysisAnswer } from './answer-schema.ts'

const nothing: Pick<AnalysisAnswer, 'key_points' | 'claims'> = { key_points: [], claims: [] }

/** @param language BCP 47 tag of the reader's; undefined: the source's. */
export function analysisInstructions(language: string | undefined): string {
  return [
    'You brief people who will not read the source themselves. Say what it says, nothing more: no outside knowledge, no opinion of',
    `your own. ${writtenIn(language)} Every quote must be a passage of the source, copied to the letter.`,
    fenceRule,
  ].join(' ')
}

function writtenIn(language: string | undefined): string {
  if (language === undefined) return 'Write in the language of the source.'
  const name = new Intl.DisplayNames(['en'], { type: 'language' }).of(language)
  return (
    `Write title, summary, key points, claims and topics in ${name} (${language}), whatever the language of the source; names as they ` +
    'are usual in that language. Quotes stay in the language of the source.'
  )
}

export function partPrompt(part: {
  readonly text: string
  readonly number: number
  readonly count: number
  readonly title: string | undefined
  readonly extent: AnalysisExtent
}): string {
  const which = part.count === 1 ? 'a source' : `part ${part.number} of ${part.count} of a source`
  const title = part.title ? `\n\nIts title:\n${fenced('title', part.title)}` : ''
  return `Analyse ${which}. ${wanted(part.extent)}${title}\n\n${fenced('source', part.text)}`
}

/** All that models are asked at an extent, around an empty source. */
export function analysisPrompts(extent: AnalysisExtent, language: string | undefined): readonly string[] {
  const part = partPrompt({ text: '', number: 1, count: 2, title: undefined, extent })
  return [analysisInstructions(language), part, furtherPassPrompt(part, nothing), mergePrompt([], extent)]
}

/** Asks for what an earlier pass over the same part has missed. */
export function furtherPassPrompt(
  prompt: string,
  found: Pick<AnalysisAnswer, 'key_points' | 'claims'>,
): string {
  const points = [...found.key_points, ...found.claims].map(({ text }) => `- ${text}`).join('\n')
  return (
    `${prompt}\n\nAn earlier reader has found these points:\n${fenced('found', points)}\n\n` +
    'Read the source again. Give the key points and claims that were missed or that are wrong above, and a better title and summary.'
  )
}

export function mergePrompt(parts: readonly AnalysisAnswer[], extent: AnalysisExtent): string {
  return (
    `The parts of one long source were analysed one by one. Merge them into one analysis of the whole. ${wanted(extent)} ` +
    `Keep the quotes as they are.\n\n${fenced('analyses', JSON.stringify(parts))}`
  )
}

function wanted({ maxSummarySentences, maxKeyPoints, maxClaims }: AnalysisExtent): string {
  return (
    `Give a summary of at most ${maxSummarySentences} sentences, at most ${maxKeyPoints} key points, ` +
    `and at most ${maxClaims} checkable claims.`
  )
}
