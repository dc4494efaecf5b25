import type { FoundPassage } from '../../knowledge/knowledge-store.ts'
import type { Embeddings } from '../../llm/embeddings.ts'
import { sentencesIn } from '../../text/sentences.ts'
import { similarityAt, unitVector } from '../../text/vectors.ts'

/** Two batches of the built-in model: with less, its processes would wait, with more, who asks. */
const mostSentences = 32

/** The closest sentence alone tells nearly as much as with the passage around it. */
const withoutPassage = 0.02

interface SentenceOf {
  readonly passage: FoundPassage
  readonly text: string
}

export interface ComparedSentences {
  /** As they were given; what could be compared with its closest sentence, and as similar as that and the whole are together. */
  readonly passages: readonly FoundPassage[]
  /** What was made a vector of. */
  readonly texts: readonly string[]
}

/**
 * Compares passages sentence by sentence, each under its title: a vector of many sentences means a little of each of them.
 *
 * @param passages closest first: as many as there is room for are compared
 */
export async function bySentences(
  question: Float32Array,
  passages: readonly FoundPassage[],
  language: string,
  embeddings: Embeddings,
  signal: AbortSignal,
): Promise<ComparedSentences> {
  const sentences = sentencesOf(passages, language)
  const texts = sentences.map(({ passage, text }) => `${passage.title}. ${text}`)
  if (texts.length === 0) return { passages, texts }
  const vectors = await embeddings.embed(texts, { signal })
  const unit = unitVector(question)
  const closest = new Map<FoundPassage, { readonly text: string; readonly similarity: number }>()
  for (const [index, { passage, text }] of sentences.entries()) {
    const vector = vectors[index]
    const similarity = vector ? similarityAt(unitVector(vector), 0, unit) : 0
    if (similarity > (closest.get(passage)?.similarity ?? 0)) closest.set(passage, { text, similarity })
  }
  return { passages: passages.map((passage) => withSentence(passage, closest.get(passage))), texts }
}

function sentencesOf(passages: readonly FoundPassage[], language: string): readonly SentenceOf[] {
  const sentences: SentenceOf[] = []
  for (const passage of passages) {
    const own = sentencesIn(passage.text, language).filter((text) => text !== passage.title)
    if (sentences.length + own.length > mostSentences) break
    sentences.push(...own.map((text) => ({ passage, text })))
  }
  return sentences
}

function withSentence(
  passage: FoundPassage,
  sentence: { readonly text: string; readonly similarity: number } | undefined,
): FoundPassage {
  if (!sentence) return passage
  const together = (sentence.similarity + (passage.similarity ?? sentence.similarity)) / 2
  const similarity = Math.max(together, sentence.similarity - withoutPassage)
  return { ...passage, similarity, closestSentence: sentence.text }
}
