import { z } from 'zod'
import type { TextAnalysis } from '../brief/analysis.ts'
import type { Audience } from '../brief/audience.ts'
import { type RelatedDocument, relatedReasonSchema } from '../brief/brief.ts'
import type { Note } from '../brief/note.ts'
import { refusalIn } from '../budget/budget-refused-error.ts'
import type { PassageEmbeddings } from '../knowledge/document.ts'
import type { KnowledgeStore } from '../knowledge/knowledge-store.ts'
import type { Refusal } from '../ledger/limit-state.ts'
import type { Embeddings } from '../llm/embeddings.ts'
import type { ModelId } from '../pricing/model-id.ts'
import { mostCompared } from '../sources/given-location.ts'
import type { Passage } from '../text/cutting.ts'
import { fingerprint } from '../text/fingerprint.ts'
import { jobIn } from '../workers/job.ts'
import type { OutputForm, TaskContext, TaskOutcome, UnmeteredWork } from './task.ts'

export interface KnowledgeInput {
  readonly url: string | undefined
  /** The address by which the source is known again, see `sourceAddress`. */
  readonly address: string | undefined
  readonly text: string
  readonly analysis: TextAnalysis
  /** Who may see the source and what is said of it. */
  readonly audience: Audience
  /** Of several sources of one run, counted from 0. */
  readonly index?: number
}

export interface RememberedKnowledge {
  readonly documentId: string
  readonly passages: number
  readonly related: readonly RelatedDocument[]
}

const relatedDocument: z.ZodType<RelatedDocument> = z
  .object({
    documentId: z.string(),
    workflow: z.string(),
    title: z.string(),
    url: z.string().optional(),
    summary: z.string(),
    rememberedAtMs: z.number(),
    score: z.number(),
    reason: relatedReasonSchema,
  })
  .transform(({ url, ...document }) => ({ ...document, url }))

export const knowledgeForm: OutputForm<RememberedKnowledge> = {
  version: 1,
  schema: z.object({ documentId: z.string(), passages: z.int(), related: z.array(relatedDocument) }),
}

/** What is remembered, of which workflow: each remembers for itself. */
export function knowledgeInputs(
  { url, address, text, analysis }: KnowledgeInput,
  workflow: string,
  { embeddings }: Pick<KnowledgeDependencies, 'embeddings'>,
) {
  return { workflow, url, address, text: fingerprint(text), analysis, embeddings: embeddings.model }
}

export interface KnowledgeDependencies {
  readonly knowledge: KnowledgeStore
  readonly embeddings: Embeddings
  readonly now: () => number
}

const readingJob = jobIn<typeof import('../knowledge/reading-job.ts')>(
  new URL('../knowledge/reading-job.ts', import.meta.url),
)

const relatedLimit = 5

/** Remembers the source, so that later runs can find it, and finds what earlier ones have read about the same. */
export async function remember(
  { url, address, text, analysis, audience, index }: KnowledgeInput,
  context: TaskContext,
  { knowledge, embeddings, now }: KnowledgeDependencies,
): Promise<TaskOutcome<RememberedKnowledge>> {
  context.progress(0, { code: 'remembering', values: {} })
  const { passages, ...read } = await context.workers.run(readingJob, text, context.signal)
  const isKnown = embeddings.knows(analysis.language)
  const embedded = await embed(isKnown ? passages : [], embeddings, context)
  const documentId = documentIdOf(context.workflow, index)
  await knowledge.remember({
    id: documentId,
    tenant: context.tenant,
    audience,
    workflow: context.workflow,
    url,
    address,
    title: analysis.title,
    summary: analysis.summary,
    language: analysis.language,
    text,
    rememberedAtMs: now(),
    entities: analysis.entities,
    claims: analysis.claims,
    passages,
    embeddings: embedded.embeddings,
    read,
  })
  const related = await knowledge.related(documentId, {
    tenant: context.tenant,
    audience,
    limit: relatedLimit,
  })
  return {
    output: { documentId, passages: passages.length, related },
    notes: embedded.notes,
    unmetered: isKnown ? unmeteredWork(passages, embeddings.unmetered) : [],
    refusal: embedded.refusal,
  }
}

/** @param index of several sources, counted from 0 */
function documentIdOf(workflow: string, index?: number): string {
  return `doc_${workflow}${index === undefined ? '' : `_${index + 1}`}`
}

/** Of all that a run may have remembered: one source, or several. */
export function documentIdsOf(workflow: string): readonly string[] {
  const ofSeveral = Array.from({ length: mostCompared }, (_, index) => documentIdOf(workflow, index))
  return [documentIdOf(workflow), ...ofSeveral]
}

/** Vectors that are computed on this machine pass no meter, and are booked all the same. */
function unmeteredWork(passages: readonly Passage[], model: ModelId | undefined): readonly UnmeteredWork[] {
  if (!model || passages.length === 0) return []
  const inputCharacters = passages.reduce((total, { text }) => total + text.length, 0)
  return [{ model, operation: 'vector', inputCharacters, outputCharacters: 0 }]
}

async function embed(
  passages: readonly Passage[],
  embeddings: Embeddings,
  { signal, answers }: TaskContext,
): Promise<{
  embeddings: PassageEmbeddings | undefined
  notes: readonly Note[]
  refusal?: Refusal | undefined
}> {
  if (passages.length === 0) return { embeddings: undefined, notes: [] }
  try {
    const texts = passages.map(({ text }) => text)
    const vectors = await embeddings.embed(texts, { signal, journal: answers })
    return {
      embeddings: { model: embeddings.model, vectors },
      notes: [],
    }
  } catch (error) {
    const refused = refusalIn(error)
    if (!refused) throw error
    return {
      embeddings: undefined,
      notes: [{ code: 'no_vectors', values: {} }],
      refusal: refused.refusal,
    }
  }
}
