import { PassageIndex } from '../../analyst/lexical-support.ts'
import type { AnalysisExtent, Entity, KeyPoint, TextAnalysis } from '../../brief/analysis.ts'
import { sampleOf } from '../../text/cutting.ts'
import { QuoteFinder } from '../../text/quotes.ts'
import { sentencesIn } from '../../text/sentences.ts'
import type { AnalysisAnswer } from './answer-schema.ts'

/** Of a longer text a sample is searched for what stands in for a quote. */
const searchedCharacters = 2_000_000

/** How much of a point's words its passage must share to stand in for a quote that is not there. */
const leastSupport = 0.5

export interface GroundedSource {
  readonly text: string
  readonly language: string
}

/**
 * A model's answer, held against the source: every quote becomes the verbatim passage, a quote that the source does not have is
 * replaced by the passage that supports the point best, and a point without any is dropped and told.
 */
export function groundAnswer(
  answer: AnalysisAnswer,
  source: GroundedSource,
  extent: AnalysisExtent,
): TextAnalysis {
  const ground = grounding(source)
  const keyPoints = ground(answer.key_points, extent.maxKeyPoints)
  const claims = ground(answer.claims, extent.maxClaims)
  const dropped = keyPoints.dropped + claims.dropped
  return {
    title: answer.title.trim(),
    summary: answer.summary.trim(),
    keyPoints: keyPoints.kept,
    claims: claims.kept,
    entities: entitiesOf(answer, source.text),
    topics: answer.topics
      .map((topic) => topic.trim())
      .filter(Boolean)
      .slice(0, 8),
    tone: answer.tone,
    language: source.language,
    notes: dropped === 0 ? [] : [{ code: 'points_left_out', values: { count: dropped } }],
  }
}

function grounding({ text, language }: GroundedSource) {
  const quotes = new QuoteFinder(text)
  let passages: PassageIndex | undefined
  const passageFor = (point: KeyPoint): string | undefined => {
    const found = quotes.passageOf(point.quote)
    if (found !== undefined) return found
    passages ??= new PassageIndex(sentencesIn(sampleOf(text, searchedCharacters), language), language)
    const best = passages.best(point.text)
    return best && best.score >= leastSupport ? best.passage : undefined
  }
  return (points: readonly KeyPoint[], limit: number) => {
    const wanted = points.filter((point) => point.text.trim()).slice(0, limit)
    const kept = wanted.flatMap((point) => {
      const quote = passageFor(point)
      return quote === undefined ? [] : [{ text: point.text.trim(), quote }]
    })
    return { kept, dropped: wanted.length - kept.length }
  }
}

function entitiesOf({ entities }: AnalysisAnswer, text: string): readonly Entity[] {
  const lower = text.toLowerCase()
  const counted = entities
    .filter(({ name }) => name.trim())
    .map(({ name, kind }) => ({
      name: name.trim(),
      kind,
      mentions: lower.split(name.trim().toLowerCase()).length - 1,
    }))
    .filter(({ mentions }) => mentions > 0)
  const distinct = new Map(counted.map((entity) => [entity.name.toLowerCase(), entity]))
  return [...distinct.values()].sort((a, b) => b.mentions - a.mentions)
}
