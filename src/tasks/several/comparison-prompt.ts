import { z } from 'zod'
import type { AnalysisExtent, ComparedPoint, Comparison, TextAnalysis } from '../../brief/analysis.ts'
import { fenced, fenceRule } from '../fenced-text.ts'

const compared = z.object({
  text: z.string().describe('One sentence in your own words.'),
  points: z.array(z.string()).describe('The ids of the points that say so, of two sources or more.'),
})

/** The form of a model's comparison. No optional fields and no bounds, which strict structured output does not know. */
export const comparisonAnswer = z.object({
  title: z.string().describe('What the sources are about together, in at most twelve words.'),
  summary: z.string(),
  agreements: z.array(compared).describe('What two or more sources say alike.'),
  contradictions: z.array(compared).describe('Where sources say what cannot both be true.'),
})
export type ComparisonAnswer = z.output<typeof comparisonAnswer>

/** @param language BCP 47 tag of the reader's; undefined: that of the first source. */
export function comparisonInstructions(language: string | undefined): string {
  return [
    'You compare what several sources say, for people who will read none of them. Use the given points and nothing else: no outside',
    'knowledge, no opinion of your own. Name a contradiction only where both cannot be true. Write in the language',
    `${language === undefined ? 'of the first source' : `with the BCP 47 tag ${language}`}.`,
    fenceRule,
  ].join(' ')
}

/** What one of several sources was found to say. */
export interface AnalysedSource {
  readonly index: number
  readonly name: string
  readonly analysis: Pick<TextAnalysis, 'summary' | 'keyPoints' | 'claims'>
}

const mostCompared = 8

export function comparisonPrompt(
  sources: readonly AnalysedSource[],
  { maxSummarySentences }: Pick<AnalysisExtent, 'maxSummarySentences'>,
): string {
  const listed = sources.map((source) => ({
    source: source.index + 1,
    name: source.name,
    summary: source.analysis.summary,
    points: pointsOf(source).map(({ id, text, quote }) => ({ id, text, quote })),
  }))
  return (
    `Compare the sources below. Give a title, a summary of at most ${maxSummarySentences} sentences that covers all of them, ` +
    `at most ${mostCompared} agreements and at most ${mostCompared} contradictions.\n\n${fenced('sources', JSON.stringify(listed))}`
  )
}

/** A model's comparison by the quotes of the points that it names; what stands on fewer than two sources is dropped. */
export function groundComparison(answer: ComparisonAnswer, sources: readonly AnalysedSource[]): Comparison {
  const known = new Map(
    sources.flatMap((source) =>
      pointsOf(source).map(({ id, quote }) => [id, { source: source.index, quote }]),
    ),
  )
  const ground = (points: ComparisonAnswer['agreements']): readonly ComparedPoint[] =>
    points
      .map(({ text, points: ids }) => {
        const said = ids.flatMap((id) => known.get(id.trim()) ?? [])
        return { text: text.trim(), said: [...new Map(said.map((one) => [one.source, one])).values()] }
      })
      .filter(({ text, said }) => text !== '' && said.length >= 2)
      .slice(0, mostCompared)
  return { agreements: ground(answer.agreements), contradictions: ground(answer.contradictions) }
}

/** Each point once, whether it is a key point or a claim, as `2.3`: the third of the second source. */
function pointsOf({ index, analysis: { keyPoints, claims } }: AnalysedSource) {
  const distinct = new Map([...claims, ...keyPoints].map((point) => [point.quote, point]))
  return [...distinct.values()].map(({ text, quote }, number) => ({
    id: `${index + 1}.${number + 1}`,
    text,
    quote,
  }))
}
