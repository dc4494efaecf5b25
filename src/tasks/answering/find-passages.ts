import type { QueryEmbedding } from '../../knowledge/document.ts'
import type { FoundPassage, KnowledgeStore, Readers } from '../../knowledge/knowledge-store.ts'
import type { Question } from '../../knowledge/question.ts'
import type { Embeddings } from '../../llm/embeddings.ts'
import type { ModelId } from '../../pricing/model-id.ts'
import { similarityAt, unitVector } from '../../text/vectors.ts'
import { jobIn } from '../../workers/job.ts'
import type { Workers } from '../../workers/workers.ts'
import { documentIdsOf } from '../knowledge.ts'
import type { UnmeteredWork } from '../task.ts'
import { scaleOf, unrelatedSentences } from './similarity-scale.ts'

/** A text that a question is about first, whether it is remembered or not. */
export interface OwnText {
  readonly text: string
  readonly title: string
  readonly url: string | undefined
  readonly workflow: string
}

const mostSearched = 50

/** What was read, by words and by meaning. */
export async function passagesInMemory(
  { words, text, language }: Question,
  embedded: EmbeddedQuestion | undefined,
  { apartFrom, ...readers }: Readers & { readonly apartFrom?: string | undefined },
  knowledge: Pick<KnowledgeStore, 'search'>,
): Promise<readonly FoundPassage[]> {
  const asked = words.map(({ written }) => written).join(' ') || text
  const exclude = apartFrom === undefined ? [] : documentIdsOf(apartFrom)
  const embedding = embedded?.embedding
  const wanted = { ...readers, limit: mostSearched, language, embedding, exclude }
  const found = await knowledge.search(asked, wanted)
  if (!embedded) return found
  return found.map((passage) => ({
    ...passage,
    similarity: passage.similarity === undefined ? undefined : embedded.scale(passage.similarity),
  }))
}

const ownPassagesJob = jobIn<typeof import('../../knowledge/own-passages-job.ts')>(
  new URL('../../knowledge/own-passages-job.ts', import.meta.url),
)

/** Of the text that is asked about. */
export async function passagesOf(
  { text, title, url, workflow }: OwnText,
  { words, language }: Question,
  { workers, signal }: { readonly workers: Workers; readonly signal: AbortSignal },
): Promise<readonly FoundPassage[]> {
  const forms = words.map(({ form }) => form)
  const passages = await workers.run(ownPassagesJob, { text, forms, language }, signal)
  const known = { documentId: '', workflow, title, url, rememberedAtMs: 0, score: 1, similarity: undefined }
  return passages.map((passage) => ({ ...passage, ...known }))
}

/** A question as a vector. */
export interface EmbeddedQuestion {
  readonly embedding: QueryEmbedding
  /** What a similarity to it is worth: see {@link scaleOf}. */
  readonly scale: (similarity: number) => number
}

/** The question as a vector, and how close each of the passages is to it. */
export async function embedded(
  { text: question, language }: Question,
  passages: readonly FoundPassage[],
  embeddings: Embeddings,
  signal: AbortSignal,
): Promise<{
  readonly embedded: EmbeddedQuestion | undefined
  readonly passages: readonly FoundPassage[]
}> {
  const unrelated = embeddings.unmetered ? [] : unrelatedSentences(language)
  const texts = [question, ...unrelated, ...passages.map(({ text }) => text)]
  const [vector, ...others] = await embeddings.embed(texts, { signal })
  if (!vector) return { embedded: undefined, passages }
  const unit = unitVector(vector)
  const similarities = others.map((other) => similarityAt(unitVector(other), 0, unit))
  const scale = scaleOf(similarities.slice(0, unrelated.length))
  return {
    embedded: { embedding: { model: embeddings.model, vector }, scale },
    passages: passages.map((passage, index) => ({
      ...passage,
      similarity: scale(similarities[unrelated.length + index] ?? 0),
    })),
  }
}

/** Vectors that are computed on this machine pass no meter. */
export function unmeteredVectors(
  model: ModelId | undefined,
  texts: readonly string[],
): readonly UnmeteredWork[] {
  if (!model) return []
  const inputCharacters = texts.reduce((sum, { length }) => sum + length, 0)
  return [{ model, operation: 'vector', inputCharacters, outputCharacters: 0 }]
}
