import { embedMany, wrapEmbeddingModel } from 'ai'
import type { LocalEmbedder } from '../analyst/local-embedder.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import { estimateTokens } from '../pricing/token-estimate.ts'
import type { Meter } from './meter.ts'
import { meteredAttempt } from './metered-attempt.ts'
import type { ModelProviders } from './model-providers.ts'
import { reportedCostUsd } from './reported-cost.ts'

/** Texts as vectors. Only vectors of the same `model` may be compared. */
export interface Embeddings {
  /** `<provider>:<model>`. */
  readonly model: string
  /** One vector for each text, in order. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]>
}

export interface ProviderEmbeddingsOptions {
  readonly providers: ModelProviders
  readonly meter: Meter
  readonly model: ModelId
  readonly timeoutMs: number
}

/** Embeddings by a provider's model, each request metered. */
export function createProviderEmbeddings({
  providers,
  meter,
  model,
  timeoutMs,
}: ProviderEmbeddingsOptions): Embeddings {
  const metered = wrapEmbeddingModel({
    model: providers.embeddingModel(model),
    middleware: {
      specificationVersion: 'v4',
      wrapEmbed: ({ model: inner, params }) => {
        const inputTokens = params.values.reduce((sum, text) => sum + estimateTokens(text, model), 0)
        const plan = { model, operation: 'embed', inputTokens, timeoutMs } as const
        return meteredAttempt(plan, meter, params.abortSignal, async (call, abortSignal) => {
          const headers = { ...params.headers, 'x-client-request-id': call.id }
          const result = await inner.doEmbed({ ...params, headers, abortSignal })
          await call.settle({
            usage: result.usage ? { inputTokens: { total: result.usage.tokens } } : {},
            costUsd: reportedCostUsd({ body: result.response?.body, headers: result.response?.headers }),
          })
          return result
        })
      },
    },
  })
  return {
    model: formatModelId(model),
    embed: async (texts, abortSignal) => {
      if (texts.length === 0) return []
      const { embeddings } = await embedMany({
        model: metered,
        values: [...texts],
        // One request at a time, so that the holds of one task do not compete for its limit.
        maxParallelCalls: 1,
        ...(abortSignal && { abortSignal }),
      })
      return embeddings.map((vector) => Float32Array.from(vector))
    },
  }
}

/** Embeddings computed on this machine: nothing leaves it and nothing is charged. */
export function localEmbeddings(embedder: LocalEmbedder): Embeddings {
  return { model: embedder.model, embed: (texts, signal) => embedder.embed(texts, signal) }
}
