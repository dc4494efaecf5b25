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

/** A text that a question is about first, whether it is remembered or not. */
export interface OwnText {
  readonly text: string
  readonly title: string
  readonly url: string | undefined
  readonly workflow: string
}

const mostSearched = 50

/** What was read, by words and by meaning. */
export function passagesInMemory(
  { words, text, language }: Question,
  embedding: QueryEmbedding | undefined,
  { apartFrom, ...readers }: Readers & { readonly apartFrom?: string | undefined },
  knowledge: Pick<KnowledgeStore, 'search'>,
): Promise<readonly FoundPassage[]> {
  const asked = words.map(({ written }) => written).join(' ') || text
  const exclude = apartFrom === undefined ? [] : documentIdsOf(apartFrom)
  return knowledge.search(asked, { ...readers, limit: mostSearched, language, embedding, exclude })
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

/** The question as a vector, and how close each of the passages is to it. */
export async function embedded(
  question: string,
  passages: readonly FoundPassage[],
  embeddings: Embeddings,
  signal: AbortSignal,
): Promise<{ readonly embedding: QueryEmbedding | undefined; readonly passages: readonly FoundPassage[] }> {
  const texts = [question, ...passages.map(({ text }) => text)]
  const [vector, ...others] = await embeddings.embed(texts, { signal })
  if (!vector) return { embedding: undefined, passages }
  const unit = unitVector(vector)
  return {
    embedding: { model: embeddings.model, vector },
    passages: passages.map((passage, index) => ({
      ...passage,
      similarity: similarityAt(unitVector(others[index] ?? new Float32Array(unit.length)), 0, unit),
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
