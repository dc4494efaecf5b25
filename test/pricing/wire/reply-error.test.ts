import { describe, expect, it } from 'vitest'
import { errorIn, isContentFilter, statusOfError } from '../../../src/pricing/wire/reply-error.ts'

describe('an error in a body', () => {
  it.each([
    ['an error object', { error: { message: 'No.' } }],
    ['an error that is a text', { error: 'no' }],
    ['an object that is an error', { object: 'error', message: 'No.', id: '1' }],
    ['an event that is an error', { type: 'error', id: '1' }],
    ['a message and no answer', { message: 'No such model' }],
    ['a detail and no answer', { detail: [{ msg: 'missing' }] }],
    ['the first of a list', [{ error: { code: 400 } }]],
    ['a response within an event', { type: 'response.failed', response: { error: { code: 'x' } } }],
    ['an event around a response', { type: 'error', response: { id: 'r' } }],
  ])('is found: %s', (_, body) => {
    expect(errorIn(body)).toBeDefined()
  })

  it.each([
    ['nothing', undefined],
    ['a text', 'error'],
    ['no error by name', { error: null }],
    ['an empty error', { error: '' }],
    ['an error that is not', { error: false }],
    ['an answer with a message', { message: 'Hello', choices: [] }],
    ['a message of usage', { message: 'Hello', usage: {} }],
    ['a message with content', { message: 'Hello', content: [] }],
    ['a message with an id', { message: 'Hello', id: '1' }],
    ['a detail beside an answer', { detail: 'high', choices: [] }],
    ['a message that is an object', { message: { content: 'Hello' } }],
    ['another kind of object', { object: 'chat.completion', type: 'message' }],
    ['the second of a list', [{ choices: [] }, { error: 'no' }]],
    ['a response within an event', { response: { error: null } }],
  ])('is not: %s', (_, body) => {
    expect(errorIn(body)).toBeUndefined()
  })

  it.each([
    ['OpenAI', { error: { code: 'rate_limit', type: 'Requests' } }, 'rate_limit requests'],
    ['Gemini', { error: { code: 429, status: 'RESOURCE_EXHAUSTED' } }, 'resource_exhausted'],
    ['Anthropic', { type: 'error', error: { type: 'overloaded_error' } }, 'overloaded_error error'],
    ['Azure', { error: { innererror: { code: 'ResponsibleAIPolicy' } } }, 'responsibleaipolicy'],
    ['OpenRouter', { error: { metadata: { error_type: 'provider_down' } } }, 'provider_down'],
    ['Ollama', { error: 'Model not found' }, 'model not found'],
    ['Mistral', { object: 'error', type: 'invalid', code: 'c' }, 'c invalid'],
  ])('is called what %s calls it, in lower case', (_, body, names) => {
    expect(errorIn(body)?.names).toBe(names)
  })

  it.each([
    [{ error: { code: 429 } }, 429],
    [{ error: { code: '503' } }, 503],
    [{ error: { status_code: 500 } }, 500],
    [{ object: 'error', code: 404 }, 404],
    [{ object: 'error', status_code: 422 }, 422],
    [{ error: { code: 'bad' }, status_code: 400 }, 400],
    [{ error: { code: 399 } }, undefined],
    [{ error: { code: 400 } }, 400],
    [{ error: { code: 599 } }, 599],
    [{ error: { code: 600 } }, undefined],
    [{ error: { code: 400.5 } }, undefined],
    [{ error: { code: 1234, status_code: 401 } }, 401],
  ])('names the status that it tells itself: %j %s', (body, status) => {
    expect(errorIn(body)?.status).toBe(status)
  })

  it('is a gateway’s own where that says so', () => {
    expect(errorIn({ cloudflare_error: true, detail: 'x' })?.isGateways).toBe(true)
    expect(errorIn({ cloudflare_error: 'true', detail: 'x' })?.isGateways).toBe(false)
    expect(errorIn({ detail: 'x' })?.isGateways).toBe(false)
  })
})

describe('the status of an error under another one', () => {
  it.each([
    ['rate_limit_exceeded', 429],
    ['rate limited', 429],
    ['ratelimit', 429],
    ['insufficient_quota', 429],
    ['resource_exhausted', 429],
    ['too_many_requests', 429],
    ['authentication_error', 401],
    ['api key expired', 401],
    ['api_key_expired', 401],
    ['apikey', 401],
    ['unauthenticated', 401],
    ['permission_denied', 403],
    ['forbidden', 403],
    ['not_found_error', 404],
    ['model not found', 404],
    ['invalid_request', 400],
    ['bad_request', 400],
    ['content_filter', 400],
    ['context_length_exceeded', 400],
    ['overloaded_error', 503],
    ['unavailable', 503],
    ['server_error', 502],
    ['', 502],
  ])('is by its name: %s %d', (names, status) => {
    expect(statusOfError({ names, isGateways: false })).toBe(status)
  })

  it('is what the body says, whatever the name', () => {
    expect(statusOfError({ status: 418, names: 'overloaded', isGateways: false })).toBe(418)
  })
})

it.each([
  ['content_filter', true],
  ['responsibleaipolicyviolation', true],
  ['content_policy_violation', true],
  ['invalid_request', false],
])('a prompt that was refused for what it says is told by the name %s: %s', (names, expected) => {
  expect(isContentFilter({ names, isGateways: false })).toBe(expected)
})
