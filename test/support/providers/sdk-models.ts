import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogle } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { startAnthropicServer } from './anthropic-server.ts'
import { startGeminiServer } from './gemini-server.ts'
import { startOpenAiServer } from './openai-server.ts'
import type { ProviderOptions, ProviderServer } from './provider-server.ts'

/** Each wire format a language model is spoken to in; `anthropic-tool` gets its JSON by a forced tool. */
export const wires = [
  'openai-chat',
  'openai-responses',
  'openai-compatible',
  'anthropic',
  'anthropic-tool',
  'gemini',
] as const
export type Wire = (typeof wires)[number]

export interface ServedModel {
  readonly server: ProviderServer
  readonly model: LanguageModelV4
}

/** A model of the real AI SDK with a provider of its own behind it. The caller closes the server. */
export async function startModel(wire: Wire, options?: ProviderOptions): Promise<ServedModel> {
  const isAnthropic = wire === 'anthropic' || wire === 'anthropic-tool'
  const start = isAnthropic ? startAnthropicServer : wire === 'gemini' ? startGeminiServer : startOpenAiServer
  const server = await start(options)
  return { server, model: modelAt(server.url, wire) }
}

function modelAt(baseURL: string, wire: Wire): LanguageModelV4 {
  const settings = { baseURL, apiKey: 'test-key' }
  switch (wire) {
    case 'openai-chat':
      return createOpenAI(settings).chat('gpt-4o-mini')
    case 'openai-responses':
      return createOpenAI(settings).responses('gpt-5-mini')
    case 'openai-compatible':
      return createOpenAICompatible({
        ...settings,
        name: 'local',
        includeUsage: true,
        supportsStructuredOutputs: true,
      })('llama3')
    case 'anthropic':
      return createAnthropic(settings)('claude-sonnet-4-5')
    case 'anthropic-tool':
      return createAnthropic(settings)('claude-3-haiku-20240307')
    case 'gemini':
      return createGoogle(settings)('gemini-2.5-flash')
    default:
      return wire satisfies never
  }
}
