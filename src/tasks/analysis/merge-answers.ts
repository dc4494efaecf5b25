import type { AnalysisExtent } from '../../brief/analysis.ts'
import { sentencesIn } from '../../text/sentences.ts'
import type { AnalysisAnswer } from './answer-schema.ts'

/** One analysis of several, without a model: points of all parts in turn, duplicates dropped. */
export function mergeAnswers(parts: readonly AnalysisAnswer[], extent: AnalysisExtent): AnalysisAnswer {
  const [first] = parts
  if (!first) throw new RangeError('There is nothing to merge.')
  if (parts.length === 1) return first
  return {
    title: first.title,
    summary: firstSentences(
      parts.map(({ summary }) => summary),
      extent.maxSummarySentences,
    ),
    key_points: inTurn(parts.map((part) => part.key_points)).slice(0, extent.maxKeyPoints),
    claims: inTurn(parts.map((part) => part.claims)).slice(0, extent.maxClaims),
    entities: distinct(
      parts.flatMap(({ entities }) => entities),
      ({ name }) => name,
    ),
    topics: distinct(inTurn(parts.map(({ topics }) => topics.map((text) => ({ text })))), ({ text }) => text)
      .map(({ text }) => text)
      .slice(0, 8),
    tone: commonest(parts.map(({ tone }) => tone)) ?? first.tone,
  }
}

function inTurn<T extends { readonly text: string }>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  const turns = Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  )
  return distinct(turns.flat(), ({ text }) => text)
}

function distinct<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  return [
    ...new Map(items.toReversed().map((item) => [nameOf(item).trim().toLowerCase(), item])).values(),
  ].toReversed()
}

function firstSentences(texts: readonly string[], count: number): string {
  const perText = Math.max(1, Math.floor(count / texts.length))
  const sentences = texts.flatMap((text) => sentencesIn(text, 'und').slice(0, perText))
  return sentences.slice(0, count).join(' ')
}

function commonest<T>(items: readonly T[]): T | undefined {
  const counts = new Map<T, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}
