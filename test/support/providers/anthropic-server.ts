import { messagesEndpoint } from './anthropic-messages.ts'
import type { ProviderKind } from './endpoint.ts'
import { type ProviderOptions, type ProviderServer, startProviderServer } from './provider-server.ts'

const anthropic: ProviderKind = {
  requestIdHeader: 'request-id',
  endpoints: { '/messages': messagesEndpoint },
  errorBody: (status, message) => ({ type: 'error', error: { type: errorType(status), message } }),
}

/** A local Anthropic: give its `url` to `createAnthropic` as the base URL. */
export function startAnthropicServer(options?: ProviderOptions): Promise<ProviderServer> {
  return startProviderServer(anthropic, options)
}

/** See https://docs.anthropic.com/en/api/errors. */
function errorType(status: number): string {
  if (status === 401) return 'authentication_error'
  if (status === 429) return 'rate_limit_error'
  if (status === 529) return 'overloaded_error'
  return status < 500 ? 'invalid_request_error' : 'api_error'
}
