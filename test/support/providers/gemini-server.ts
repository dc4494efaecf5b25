import type { ProviderKind } from './endpoint.ts'
import { generateContentEndpoint, streamGenerateContentEndpoint } from './gemini-content.ts'
import { type ProviderOptions, type ProviderServer, startProviderServer } from './provider-server.ts'

const gemini: ProviderKind = {
  requestIdHeader: 'x-request-id',
  endpoints: {
    ':generateContent': generateContentEndpoint,
    ':streamGenerateContent': streamGenerateContentEndpoint,
  },
  errorBody: (code, message) => ({ error: { code, message, status: statusName(code) } }),
}

/** A local Gemini in its native form: give its `url` to `createGoogle` as the base URL. */
export function startGeminiServer(options?: ProviderOptions): Promise<ProviderServer> {
  return startProviderServer(gemini, options)
}

/** See https://ai.google.dev/gemini-api/docs/troubleshooting. */
function statusName(code: number): string {
  if (code === 401) return 'UNAUTHENTICATED'
  if (code === 429) return 'RESOURCE_EXHAUSTED'
  if (code === 503) return 'UNAVAILABLE'
  return code < 500 ? 'INVALID_ARGUMENT' : 'INTERNAL'
}
