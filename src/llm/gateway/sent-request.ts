import type { ProvidersSettings } from '../provider-names.ts'
import { callIdHeader } from '../wire-tap.ts'
import { ceilingFields, formPaths } from './gateway-form.ts'
import type { GatewayRequest } from './gateway-request.ts'

const baseUrls = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com/v1',
  google: undefined,
  compatible: undefined,
} as const

/** What of a client's headers concerns the answer; keys, cookies and whatever describes the connection stay here. */
const forwarded = [
  'accept',
  'anthropic-beta',
  'anthropic-version',
  'content-type',
  'idempotency-key',
  'openai-beta',
  'user-agent',
  'x-title',
] as const

/** The version of Anthropic's API that is spoken where the client names none. */
const anthropicVersion = '2023-06-01'

export interface SentRequest {
  readonly url: string
  readonly headers: Headers
  readonly body: Uint8Array
  /** The client has not asked for the usage of its stream: it is told to us alone. */
  readonly hidesUsage: boolean
}

/** The request as the provider gets it: the client's own bytes unless something in them has to be another. */
export function sentRequest(
  request: GatewayRequest,
  given: { readonly bytes: Uint8Array; readonly headers: Headers; readonly query: string },
  settings: ProvidersSettings,
  call: { readonly id: string; readonly maxOutputTokens: number | undefined },
): SentRequest {
  const { form, body, model, isStreamed, answers, ceiling } = request
  const { baseUrl, apiKey } = settings[model.provider] ?? {}
  const headers = new Headers()
  for (const name of forwarded) {
    const value = given.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  headers.set('content-type', 'application/json')
  headers.set('accept-encoding', 'identity')
  headers.set(callIdHeader, call.id)
  if (model.provider === 'anthropic') {
    if (!headers.has('anthropic-version')) headers.set('anthropic-version', anthropicVersion)
    headers.set('x-api-key', apiKey ?? 'none')
  } else if (apiKey !== undefined) headers.set('authorization', `Bearer ${apiKey}`)

  const hidesUsage = form === 'chat' && isStreamed && !asksForUsage(body['stream_options'])
  const perAnswer =
    call.maxOutputTokens === undefined ? undefined : Math.floor(call.maxOutputTokens / answers)
  const isLowered = ceiling !== undefined && perAnswer !== undefined && perAnswer < ceiling.tokens
  const [ceilingField] = ceilingFields[form] ?? []
  const changes = {
    ...(body['model'] !== model.model && { model: model.model }),
    ...(isLowered && ceilingField && { [ceilingNameAt(ceilingField, model.provider)]: perAnswer }),
    ...(hidesUsage && { stream_options: { ...asObject(body['stream_options']), include_usage: true } }),
  }
  const isChanged = Object.keys(changes).length > 0
  return {
    url: `${baseUrl ?? baseUrls[model.provider] ?? ''}${formPaths[form]}${given.query}`,
    headers,
    body: isChanged ? new TextEncoder().encode(JSON.stringify({ ...body, ...changes })) : given.bytes,
    hidesUsage,
  }
}

/** Servers that speak OpenAI's form know the older name; OpenAI's newer models know the newer one alone. */
function ceilingNameAt(field: string, provider: string): string {
  return field === 'max_completion_tokens' && provider === 'compatible' ? 'max_tokens' : field
}

function asksForUsage(options: unknown): boolean {
  return asObject(options)['include_usage'] === true
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}
