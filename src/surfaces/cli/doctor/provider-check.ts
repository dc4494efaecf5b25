import type { ProviderName, ProviderSettings } from '../../../llm/provider-names.ts'
import { causeText } from '../../../locales/price-words.ts'
import type { Timers } from '../../../time/timers.ts'
import type { Check } from './check.ts'
import { withoutCredentials } from './settings-check.ts'

/** Where each provider is without an address of the operator's (their API references, 2026-11). */
const usualAddresses: Readonly<Record<ProviderName, string>> = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com/v1',
  google: 'https://generativelanguage.googleapis.com/v1beta',
  compatible: 'http://127.0.0.1:11434/v1',
}

export type Get = (
  url: string,
  init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<Response>

/** Asks a provider for its list of models, which costs nothing: whether it is there and takes the key. */
export async function providerCheck(
  provider: ProviderName,
  settings: ProviderSettings,
  { get, timers, timeoutMs }: { readonly get: Get; readonly timers: Timers; readonly timeoutMs: number },
): Promise<Check> {
  const address = settings.baseUrl ?? usualAddresses[provider]
  const name = `provider ${provider}`
  const shown = withoutCredentials(address)
  try {
    const response = await get(`${address}/models`, {
      headers: keyHeaders(provider, settings.apiKey),
      signal: timers.after(timeoutMs),
    })
    await response.body?.cancel()
    return { name, ...answerOf(response.status, shown) }
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    const why = isLate
      ? `no answer within ${timeoutMs / 1_000} s`
      : causeText(error).replaceAll(address, shown)
    return {
      name,
      status: 'failed',
      detail: `${shown} cannot be reached: ${why}`,
      hint: 'Check the address, and whether this machine may reach it.',
    }
  }
}

function answerOf(status: number, address: string): Omit<Check, 'name'> {
  if (status === 401 || status === 403)
    return {
      status: 'failed',
      detail: `${address}: key refused (status ${status})`,
      hint: 'Check the key, and that it belongs to this address.',
    }
  if (status < 300) return { status: 'ok', detail: `${address} answers and takes the key` }
  if (status === 404 || status === 405)
    return { status: 'ok', detail: `${address} answers, but does not list models: the key is unproven` }
  return {
    status: status === 429 ? 'warning' : 'failed',
    detail: `${address} answers with status ${status}`,
    hint:
      status === 429
        ? 'It asks for fewer requests. Try again later.'
        : 'See what the provider says about its state.',
  }
}

function keyHeaders(provider: ProviderName, key: string | undefined): Readonly<Record<string, string>> {
  if (key === undefined) return {}
  switch (provider) {
    case 'anthropic':
      return { 'x-api-key': key, 'anthropic-version': '2023-06-01' }
    case 'google':
      return { 'x-goog-api-key': key }
    case 'openai':
    case 'compatible':
      return { authorization: `Bearer ${key}` }
    default:
      return provider satisfies never
  }
}
