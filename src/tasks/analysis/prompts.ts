import type { AnalysisExtent } from '../../brief/analysis.ts'
import { fenced, fenceRule } from '../fenced-text.ts'
import type { AnalysisAnswer } from './answer-schema.ts'

const nothing: Pick<AnalysisAnswer, 'key_points' | 'claims'> = { key_points: [], claims: [] }

export const analysisInstructions = [
  'You brief people who will not read the source themselves. Say what it says, nothing more: no outside knowledge, no opinion of',
  'your own. Write in the language of the source. Every quote must be a passage of the source, copied to the letter.',
  fenceRule,
].join(' ')

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
export function analysisPrompts(extent: AnalysisExtent): readonly string[] {
  const part = partPrompt({ text: '', number: 1, count: 2, title: undefined, extent })
  return [analysisInstructions, part, furtherPassPrompt(part, nothing), mergePrompt([], extent)]
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
