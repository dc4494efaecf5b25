import {
  APICallError,
  LoadAPIKeyError,
  LoadSettingError,
  NoSuchModelError,
  UnsupportedFunctionalityError,
} from '@ai-sdk/provider'
import { UnknownProviderError } from './unknown-provider-error.ts'
import { withoutSecrets } from './without-secrets.ts'

export const providerProblemCodes = [
  'provider_key',
  'provider_quota',
  'provider_model',
  'provider_refusal',
  'provider_overloaded',
  'provider_unreachable',
  'provider_too_slow',
] as const
/**
 * Why a provider did not serve a call. Its operator has to mend the key, the quota (or bill), the model's name or access to it, and
 * what the provider refuses to take; the others may pass by themselves.
 */
export type ProviderProblemCode = (typeof providerProblemCodes)[number]

export interface ProviderProblem {
  readonly code: ProviderProblemCode
  /** Of the provider, such as `api.openai.com`; empty where the call never left. */
  readonly host: string
  /** What the provider said, for owners and the log, without keys. */
  readonly detail: string
}

const detailMaxCharacters = 600
/** Quotas and bills are told with 429, 400 or 403, and in words of the provider's own. */
const quotaWords =
  /insufficient[_ ]quota|exceeded your current quota|credit balance|billing|payment required/i
const modelWords = /model[_ ]not[_ ]found|no such model|does not exist|model .* not (found|supported)/i

/** What is wrong with the provider of a call that failed; undefined when the failure is none of a provider's. */
export function providerProblemOf(error: unknown): ProviderProblem | undefined {
  if (!(error instanceof Error)) return undefined
  const code = codeOf(error)
  if (code) {
    const host = APICallError.isInstance(error) ? (URL.parse(error.url)?.host ?? '') : ''
    return { code, host, detail: detailOf(error, host) }
  }
  const inner = 'lastError' in error ? error.lastError : error.cause
  return providerProblemOf(inner)
}

function codeOf(error: Error): ProviderProblemCode | undefined {
  if (LoadAPIKeyError.isInstance(error) || LoadSettingError.isInstance(error)) return 'provider_key'
  if (NoSuchModelError.isInstance(error) || error instanceof UnknownProviderError) return 'provider_model'
  if (UnsupportedFunctionalityError.isInstance(error)) return 'provider_refusal'
  if (APICallError.isInstance(error)) return codeOfAnswer(error)
  return error.name === 'TimeoutError' ? 'provider_too_slow' : undefined
}

function codeOfAnswer({ statusCode, responseBody = '', message }: APICallError): ProviderProblemCode {
  const said = `${message} ${responseBody}`
  if (statusCode === undefined) return 'provider_unreachable'
  if (statusCode === 402 || quotaWords.test(said)) return 'provider_quota'
  if (statusCode === 401 || statusCode === 403) return 'provider_key'
  if (statusCode === 404 || modelWords.test(said)) return 'provider_model'
  if (statusCode === 408 || statusCode === 504 || statusCode === 524) return 'provider_too_slow'
  return statusCode === 429 || statusCode >= 500 ? 'provider_overloaded' : 'provider_refusal'
}

function detailOf(error: Error, host: string): string {
  const status = APICallError.isInstance(error) && error.statusCode ? `HTTP ${error.statusCode}` : ''
  const address = [host, status].filter(Boolean).join(' ')
  const said = [error.name, address, error.message].filter(Boolean).join(': ')
  return withoutSecrets(said).slice(0, detailMaxCharacters)
}
