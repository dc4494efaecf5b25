import type { ProviderKind } from './endpoint.ts'
import { chatEndpoint } from './openai-chat.ts'
import { embeddingsEndpoint } from './openai-embeddings.ts'
import { responsesEndpoint } from './openai-responses.ts'
import { transcriptionsEndpoint } from './openai-transcriptions.ts'
import { type ProviderOptions, type ProviderServer, startProviderServer } from './provider-server.ts'

const openAi: ProviderKind = {
  requestIdHeader: 'x-request-id',
  endpoints: {
    '/chat/completions': chatEndpoint,
    '/responses': responsesEndpoint,
    '/embeddings': embeddingsEndpoint,
    '/audio/transcriptions': transcriptionsEndpoint,
  },
  errorBody: (status, message) => ({
    error: { message, type: errorType(status), param: null, code: errorType(status) },
  }),
}

/** A local OpenAI: give its `url` to any provider of the AI SDK that speaks OpenAI's formats. */
export function startOpenAiServer(options?: ProviderOptions): Promise<ProviderServer> {
  return startProviderServer(openAi, options)
}

/** See https://platform.openai.com/docs/guides/error-codes. */
function errorType(status: number): string {
  if (status === 401) return 'invalid_api_key'
  if (status === 429) return 'rate_limit_exceeded'
  return status < 500 ? 'invalid_request_error' : 'server_error'
}
