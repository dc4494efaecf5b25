import { APICallError } from '@ai-sdk/provider'
import { describe, expect, it } from 'vitest'
import { EvidenceSearchError } from '../../src/knowledge/evidence-search-error.ts'
import { UnpricedModelError } from '../../src/llm/unpriced-model-error.ts'
import { UnusableAnswerError } from '../../src/llm/unusable-answer-error.ts'
import { failureOf, mayPass, missingBecause, readFailure } from '../../src/orchestrator/workflow-failure.ts'
import { SourceError } from '../../src/sources/source-error.ts'

const model = { provider: 'openai', model: 'gpt-5-mini' }
const location = 'https://example.com/a'
const unauthorised = new APICallError({
  message: 'Incorrect API key provided: sk-abcdefgh',
  url: 'https://api.provider.example/v1',
  requestBodyValues: {},
  statusCode: 401,
})

describe('the failure of', () => {
  it('a source has the reason and its values, and tells the operator where', () => {
    const error = new SourceError({ reason: 'too_large', values: { megabytes: 25 } }, location)
    expect(failureOf(error, 'acquisition')).toEqual({
      code: 'too_large',
      values: { megabytes: 25 },
      task: 'acquisition',
      detail: 'https://example.com/a: too_large',
    })
  })

  it('a provider has its words in the detail only, without keys', () => {
    expect(failureOf(unauthorised, 'analysis')).toEqual({
      code: 'provider_key',
      values: { host: 'api.provider.example' },
      task: 'analysis',
      detail: 'AI_APICallError: api.provider.example HTTP 401: Incorrect API key provided: [hidden]',
    })
  })

  it.each([
    [new UnusableAnswerError(model, undefined), 'unusable_answer', 'openai:gpt-5-mini'],
    [new UnpricedModelError(model), 'unpriced_model', 'openai:gpt-5-mini'],
    [
      new EvidenceSearchError('refused', 'wiki.example', { message: 'no' }),
      'search_failed',
      'Searching wiki.example: no',
    ],
    ['thrown text', 'unexpected', 'thrown text'],
  ])('%s is told as %s', (error, code, detail) => {
    expect(failureOf(error, 'verification')).toMatchObject({ code, detail })
  })

  it('what nobody foresaw keeps the beginning of its stack, without keys', () => {
    const { code, detail } = failureOf(new TypeError(`x is sk-abcdefgh ${'y '.repeat(4_000)}`), undefined)
    expect(code).toBe('unexpected')
    expect(detail).toMatch(/^TypeError: x is \[hidden\] y/)
    expect(detail?.length).toBe(2_000)
  })
})

describe('a failure that is stored', () => {
  it.each([
    failureOf(new SourceError({ reason: 'forbidden_port', values: { port: '22' } }, location), 'acquisition'),
    failureOf(unauthorised, 'analysis'),
    failureOf('thrown', undefined),
  ])('comes back as it was: %j', (failure) => {
    expect(readFailure(JSON.parse(JSON.stringify(failure)))).toEqual(failure)
  })

  it('as a sentence, by an older version, is for the operator: it may hold a provider’s words', () => {
    const stored = { message: 'Incorrect API key provided: sk-abcdefgh', hint: 'Check it.', task: 'analysis' }
    expect(readFailure(stored)).toEqual({
      code: 'unexpected',
      values: {},
      task: 'analysis',
      detail: 'Incorrect API key provided: [hidden]\nCheck it.',
    })
  })

  it('by a newer version, under a code that is not known here, is one that nobody foresaw', () => {
    expect(readFailure({ code: 'moon_phase', values: {}, detail: 'new' })).toMatchObject({
      code: 'unexpected',
    })
  })
})

it.each([
  ['provider_quota', true, 'service_unavailable'],
  ['unpriced_model', true, 'service_unavailable'],
  ['search_failed', false, 'service_unavailable'],
  ['unusable_answer', true, 'unusable_answer'],
  ['page_not_found', true, 'unexpected'],
  ['forbidden_address', false, 'unexpected'],
  ['too_large', false, 'unexpected'],
] as const)('%s may pass: %s; readers of a brief without a part are told %s', (code, passes, why) => {
  expect(mayPass({ code })).toBe(passes)
  expect(missingBecause({ code })).toBe(why)
})
