import { APICallError, LoadAPIKeyError, NoSuchModelError } from '@ai-sdk/provider'
import { RetryError } from 'ai'
import { describe, expect, it } from 'vitest'
import { providerProblemOf } from '../../src/llm/provider-problem.ts'

function answered(statusCode: number | undefined, message = 'no', responseBody?: string): APICallError {
  return new APICallError({
    message,
    url: 'https://api.provider.example/v1/chat/completions',
    requestBodyValues: {},
    ...(statusCode !== undefined && { statusCode }),
    ...(responseBody !== undefined && { responseBody }),
  })
}

const codeOf = (error: unknown) => providerProblemOf(error)?.code

describe('what is wrong with a provider', () => {
  it.each([
    [401, 'no', 'provider_key'],
    [403, 'no', 'provider_key'],
    [402, 'no', 'provider_quota'],
    [429, 'You exceeded your current quota, please check your plan', 'provider_quota'],
    [400, 'Your credit balance is too low to access the API', 'provider_quota'],
    [404, 'no', 'provider_model'],
    [400, 'The model `gpt-9` does not exist', 'provider_model'],
    [429, 'Rate limit reached', 'provider_overloaded'],
    [500, 'no', 'provider_overloaded'],
    [529, 'Overloaded', 'provider_overloaded'],
    [408, 'no', 'provider_too_slow'],
    [504, 'no', 'provider_too_slow'],
    [524, 'no', 'provider_too_slow'],
    [400, 'no', 'provider_refusal'],
    [undefined, 'Cannot connect', 'provider_unreachable'],
  ])('is read from status %s with “%s” as %s', (status, message, code) => {
    expect(codeOf(answered(status, message))).toBe(code)
  })

  it('is read from the body too, where the message says nothing', () => {
    expect(codeOf(answered(429, 'no', '{"error":{"code":"insufficient_quota"}}'))).toBe('provider_quota')
  })

  it.each([
    ['a key that is not set', new LoadAPIKeyError({ message: 'missing' }), 'provider_key'],
    [
      'a model that the library does not know',
      new NoSuchModelError({ modelId: 'x', modelType: 'languageModel' }),
      'provider_model',
    ],
    ['a time-out', new DOMException('late', 'TimeoutError'), 'provider_too_slow'],
  ])('is read from %s', (_, error, code) => {
    expect(codeOf(error)).toBe(code)
  })

  it('is found behind retries and causes', () => {
    const error = answered(401)
    const retried = new RetryError({ message: 'gave up', reason: 'maxRetriesExceeded', errors: [error] })
    expect(codeOf(retried)).toBe('provider_key')
    expect(codeOf(new Error('wrapped', { cause: retried }))).toBe('provider_key')
  })

  it.each([new Error('own fault'), 'text', undefined])('is nothing where %s failed', (error) => {
    expect(providerProblemOf(error)).toBeUndefined()
  })

  it('is told with the host, the status and what the provider said, without keys', () => {
    const error = answered(401, 'Incorrect API key provided: sk-proj-ab**yz of org-4711abcd.')
    expect(providerProblemOf(error)?.detail).toBe(
      'AI_APICallError: api.provider.example HTTP 401: Incorrect API key provided: [hidden] of [hidden].',
    )
  })

  it('is told in 600 characters at most', () => {
    expect(providerProblemOf(answered(500, 'no '.repeat(1_000)))?.detail).toHaveLength(600)
  })
})
