import { z } from 'zod'
import type { LocalEmbedder } from '../analyst/local-embedder.ts'
import { stepKey } from '../ledger/journal.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import { primaryLanguage } from '../text/languages.ts'
import type { AnswerJournal } from './answer-journal.ts'
import { type CountTokens, countInPlace } from './count-tokens.ts'
import type { Meter } from './meter.ts'
import { meteredAttempt } from './metered-attempt.ts'
import type { ModelProviders } from './model-providers.ts'
import { callIdHeader } from './wire-tap.ts'
import { withoutTexts } from './without-texts.ts'

/** Texts as vectors. Only vectors of the same `model` may be compared. */
export interface Embeddings {
  /** `<provider>:<model>`. */
  readonly model: string
  /** The model again where its work passes no meter, as that of this machine does. */
  readonly unmetered?: ModelId | undefined
  /** Whether texts of the language, a BCP 47 tag, are alike where they mean the same. */
  knows(language: string): boolean
  /** One vector for each text, in order. What is kept in the journal is not paid again. */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<readonly Float32Array[]>
}

interface EmbedOptions {
  readonly signal?: AbortSignal
  readonly journal?: AnswerJournal
}

export interface ProviderEmbeddingsOptions {
  readonly providers: ModelProviders
  readonly meter: Meter
  readonly model: ModelId
  readonly timeoutMs: number
  /** Default: in place. */
  readonly countTokens?: CountTokens
}

/** Embeddings by a provider's model, each request metered. */
export function createProviderEmbeddings({
  providers,
  meter,
  model,
  timeoutMs,
  countTokens = countInPlace,
}: ProviderEmbeddingsOptions): Embeddings {
  const metered = (journal: AnswerJournal | undefined, { wrapEmbeddingModel }: typeof import('ai')) =>
    wrapEmbeddingModel({
      model: providers.embeddingModel(model),
      middleware: {
        specificationVersion: 'v4',
        overrideMaxEmbeddingsPerCall: async ({ model: inner }) =>
          Math.min(mostVectorsPerCall, (await inner.maxEmbeddingsPerCall) ?? mostVectorsPerCall),
        wrapEmbed: async ({ model: inner, params }) => {
          const key = stepKey('vectors', 1, { model: formatModelId(model), texts: params.values })
          const kept = await journal?.find(key, keptVectors)
          if (kept) return { embeddings: kept.map(decoded), warnings: [] }
          const inputTokens = await countTokens({ texts: params.values, model, as: 'texts' })
          const plan = { model, operation: 'embed', inputTokens, timeoutMs } as const
          return meteredAttempt(plan, meter, params.abortSignal, async (call, abortSignal) => {
            const headers = { ...params.headers, [callIdHeader]: call.id }
            const result = await inner.doEmbed({ ...params, headers, abortSignal })
            const report = { usage: result.usage ? { inputTokens: { total: result.usage.tokens } } : {} }
            await call.settle(report, journal?.line(key, result.embeddings.map(encoded)))
            return result
          })
        },
      },
    })
  return {
    model: formatModelId(model),
    knows: () => true,
    embed: async (texts, { signal, journal } = {}) => {
      if (texts.length === 0) return []
      const library = await import('ai')
      const { embeddings } = await library.embedMany({
        model: metered(journal, library),
        values: [...texts],
        // One request at a time, so that the holds of one task do not compete for its limit.
        maxParallelCalls: 1,
        telemetry: withoutTexts,
        ...(signal && { abortSignal: signal }),
      })
      return embeddings.map((vector) => Float32Array.from(vector))
    },
  }
}

/**
 * Providers take two thousand at once, which would be kept in one row of 16 MB, written in the transaction that books the call. This is at most
 * one of 1 MB.
 */
const mostVectorsPerCall = 128

/** Vectors as they are kept: 32-bit floats, little-endian, in base64, a quarter of what they are as JSON numbers. */
const keptVectors = z.array(z.base64())

function encoded(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4)
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4)
  return bytes.toString('base64')
}

function decoded(text: string): number[] {
  const bytes = Buffer.from(text, 'base64')
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4))
}

/** Embeddings computed on this machine: nothing leaves it and nothing is charged. */
export function localEmbeddings(embedder: LocalEmbedder): Embeddings {
  const { model } = embedder
  return {
    model: formatModelId(model),
    unmetered: model,
    knows: (language) => primaryLanguage(language) === embedder.language,
    embed: (texts, { signal } = {}) => embedder.embed(texts, signal),
  }
}
