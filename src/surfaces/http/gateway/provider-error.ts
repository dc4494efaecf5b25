import type { GatewayForm } from '../../../llm/gateway/gateway-form.ts'

/** An error as the provider of a form would tell it, so that its clients understand it. */
export interface ProviderError {
  readonly status: number
  readonly code: string
  readonly message: string
  /** Further members of the error, such as what a limit leaves. */
  readonly members?: Readonly<Record<string, unknown>> | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** https://platform.claude.com/docs/en/api/errors and https://platform.openai.com/docs/guides/error-codes (2026-11). */
const anthropicTypes: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  503: 'overloaded_error',
  504: 'timeout_error',
}
const openAiTypes: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  402: 'insufficient_quota',
  429: 'rate_limit_error',
}

export function providerErrorResponse(form: GatewayForm, error: ProviderError): Response {
  const { status, code, message, members, headers } = error
  const body =
    form === 'messages'
      ? {
          type: 'error',
          error: { type: anthropicTypes[status] ?? 'api_error', message, code, ...members },
        }
      : {
          error: {
            message,
            type: openAiTypes[status] ?? (status < 500 ? 'invalid_request_error' : 'server_error'),
            param: null,
            code,
            ...members,
          },
        }
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } })
}
