import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogle } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { EmbeddingModelV4, LanguageModelV4, TranscriptionModelV4 } from '@ai-sdk/provider'
import type { ModelId } from '../pricing/model-id.ts'
import type { Timers } from '../time/timers.ts'
import {
  type ProviderName,
  type ProviderSettings,
  type ProvidersSettings,
  providerNames,
  recogniserNames,
} from './provider-names.ts'
import { assemblyAiModel } from './speech/assemblyai.ts'
import { deepgramModel } from './speech/deepgram.ts'
import { openAiSpeechModel } from './speech/openai-speech.ts'
import { UnknownProviderError } from './unknown-provider-error.ts'

/** What calls are made with. */
export interface ProviderMeans {
  /** Reads along what is sent and answered. */
  readonly fetch?: typeof globalThis.fetch
  readonly timers: Pick<Timers, 'wait'>
}

const usualUrls = {
  openai: 'https://api.openai.com/v1',
  groq: 'https://api.groq.com/openai/v1',
  compatible: 'http://127.0.0.1:11434/v1',
} as const

/** Unmetered models of the configured providers. Only the meter's callers may use them. */
export interface ModelProviders {
  languageModel(id: ModelId): LanguageModelV4
  /** The same, as its provider's own search of the web is offered: of OpenAI by the responses API. */
  searchingModel(id: ModelId): LanguageModelV4
  embeddingModel(id: ModelId): EmbeddingModelV4
  transcriptionModel(id: ModelId): TranscriptionModelV4
}

/**
 * OpenAI is spoken to by chat completions, which every server that calls itself OpenAI-shaped understands.
 */
export function createModelProviders(
  settings: ProvidersSettings,
  { fetch = globalThis.fetch, timers }: ProviderMeans,
): ModelProviders {
  const openai = createOpenAI({ ...optionsOf(settings.openai), fetch })
  const anthropic = createAnthropic({ ...optionsOf(settings.anthropic), fetch })
  const google = createGoogle({ ...optionsOf(settings.google), fetch })
  const compatible = createOpenAICompatible({
    name: 'compatible',
    baseURL: settings.compatible?.baseUrl ?? usualUrls.compatible,
    ...(settings.compatible?.apiKey && { apiKey: settings.compatible.apiKey }),
    includeUsage: true,
    supportsStructuredOutputs: true,
    fetch,
  })
  function languageModel({ provider, model }: ModelId): LanguageModelV4 {
    switch (providerNameOf({ provider, model })) {
      case 'openai':
        return openai.chat(model)
      case 'anthropic':
        return anthropic(model)
      case 'google':
        return google(model)
      case 'compatible':
        return compatible.chatModel(model)
    }
  }
  return {
    languageModel,
    searchingModel: (id) => (id.provider === 'openai' ? openai.responses(id.model) : languageModel(id)),
    embeddingModel({ provider, model }) {
      switch (providerNameOf({ provider, model })) {
        case 'openai':
          return openai.embedding(model)
        case 'google':
          return google.embedding(model)
        case 'compatible':
          return compatible.embeddingModel(model)
        case 'anthropic':
          throw new UnknownProviderError('no_embeddings', { provider, model })
      }
    },
    transcriptionModel({ provider, model }) {
      const recogniser = recogniserNames.find((name) => name === provider)
      if (!recogniser) throw new UnknownProviderError('no_transcription', { provider, model })
      const own = settings[recogniser] ?? {}
      switch (recogniser) {
        case 'openai':
        case 'groq':
        case 'compatible':
          return openAiSpeechModel(
            { provider, model },
            { baseUrl: usualUrls[recogniser], ...present(own) },
            fetch,
          )
        case 'deepgram':
          return deepgramModel(model, present(own), fetch)
        case 'assemblyai':
          return assemblyAiModel(model, present(own), { fetch, timers })
        default:
          return recogniser satisfies never
      }
    },
  }
}

/** Without what is not set. */
function present({ apiKey, baseUrl }: ProviderSettings) {
  return { ...(apiKey && { apiKey }), ...(baseUrl && { baseUrl }) }
}

function providerNameOf(model: ModelId): ProviderName {
  const known = providerNames.find((provider) => provider === model.provider)
  if (!known) throw new UnknownProviderError('unknown', model)
  return known
}

function optionsOf(settings: ProviderSettings | undefined) {
  // Without a key of its own a server that is named by its address gets none; the providers insist on some text.
  const apiKey = settings?.apiKey ?? (settings?.baseUrl ? 'none' : undefined)
  return { ...(apiKey && { apiKey }), ...(settings?.baseUrl && { baseURL: settings.baseUrl }) }
}
