import type { CountTokens } from '../llm/count-tokens.ts'
import type { Embeddings } from '../llm/embeddings.ts'
import type { LanguageModels } from '../llm/language-models.ts'
import type { Meter } from '../llm/meter.ts'
import type { ModelProviders } from '../llm/model-providers.ts'
import type { ProvidersSettings } from '../llm/provider-names.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import type { Timers } from '../time/timers.ts'

export interface ModelsWhenNeeded {
  readonly languageModels: LanguageModels
  embeddings(model: ModelId): Embeddings
  readonly transcribing: Pick<ModelProviders, 'transcriptionModel'>
  /** The providers' models without a meter around them. */
  providers(): Promise<ModelProviders>
}

/** Models whose libraries are loaded with the first question to one: most commands ask none. */
export function modelsWhenNeeded(
  settings: ProvidersSettings,
  {
    fetch,
    timers,
    ...metering
  }: {
    readonly fetch: typeof globalThis.fetch
    readonly timers: Timers
    readonly meter: Meter
    readonly timeoutMs: number
    readonly countTokens: CountTokens
  },
): ModelsWhenNeeded {
  const providers = once(async () => {
    const { createModelProviders } = await import('../llm/model-providers.ts')
    return createModelProviders(settings, { fetch, timers })
  })
  const languageModels = once(async () => {
    const { createLanguageModels } = await import('../llm/language-models.ts')
    return createLanguageModels({ ...metering, providers: await providers() })
  })
  return {
    providers,
    languageModels: { ask: async (question) => (await languageModels()).ask(question) },
    embeddings: (model) => {
      const embeddings = once(async () => {
        const { createProviderEmbeddings } = await import('../llm/embeddings.ts')
        return createProviderEmbeddings({ ...metering, model, providers: await providers() })
      })
      return {
        model: formatModelId(model),
        knows: () => true,
        embed: async (texts, options) => (await embeddings()).embed(texts, options),
      }
    },
    transcribing: {
      transcriptionModel: (id) => ({
        specificationVersion: 'v4',
        provider: id.provider,
        modelId: id.model,
        doGenerate: async (options) => (await providers()).transcriptionModel(id).doGenerate(options),
      }),
    },
  }
}

function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | undefined
  return () => {
    loading ??= load()
    return loading
  }
}
