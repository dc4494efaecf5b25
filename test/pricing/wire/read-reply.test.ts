import { expect, it } from 'vitest'
import { readReply, type WireReply } from '../../../src/pricing/wire/read-reply.ts'
import { toldBy } from '../../../src/pricing/wire/told.ts'

function reply(body: unknown, overrides: Partial<WireReply> = {}): WireReply {
  return { status: 200, headers: {}, told: toldBy(body), isStreamed: false, isComplete: true, ...overrides }
}

const usage = { prompt_tokens: 10, completion_tokens: 5 }

it('is everything that body and headers say', () => {
  const headers = { 'x-gemini-service-tier': 'flex', 'x-cache': 'HIT' }
  const body = { choices: [{}], model: 'gpt-5', service_tier: 'priority', usage: { ...usage, cost: 0.01 } }
  expect(readReply(reply(body, { headers }), 'openai')).toEqual({
    outcome: 'answered',
    usage: { inputTokens: { total: 10 }, outputTokens: { total: 5 } },
    totalTokens: undefined,
    cost: { costUsd: '0.01' },
    isCacheHit: true,
    modifiers: [
      { kind: 'service_tier', value: 'priority' },
      { kind: 'service_tier', value: 'flex' },
    ],
    servedModel: 'gpt-5',
    isComplete: true,
  })
})

it('is little where nothing of the body is JSON', () => {
  expect(readReply(reply({}, { told: undefined, isComplete: false }), undefined)).toMatchObject({
    outcome: 'unclear',
    usage: {},
    cost: undefined,
    isCacheHit: false,
    modifiers: [],
    servedModel: undefined,
    isComplete: false,
  })
})

it('has the cost of a header where the body names none, but in a stream, whose headers come first', () => {
  const headers = { 'x-litellm-response-cost': '0.02' }
  expect(readReply(reply({ usage }, { headers }), undefined).cost).toEqual({ costUsd: '0.02' })
  expect(readReply(reply({ usage }, { headers, isStreamed: true }), undefined).cost).toBeUndefined()
  expect(readReply(reply({ usage: { ...usage, cost: 1 } }, { headers }), undefined).cost).toEqual({
    costUsd: '1',
  })
})

it.each([
  // Reasoning is beside the output at xAI alone.
  ['x-ai', { ...usage, completion_tokens_details: { reasoning_tokens: 4 } }, 9, undefined],
  ['openai', { ...usage, completion_tokens_details: { reasoning_tokens: 4 } }, 5, undefined],
  // A total that is larger than its parts is reasoning at Google, and elsewhere a contradiction.
  ['google', { ...usage, total_tokens: 100 }, 90, undefined],
  ['openai', { ...usage, total_tokens: 100 }, 90, { parts: 15, total: 100 }],
])('counts as %s does: %j has %d tokens of output', (seller, told, output, disagreement) => {
  const facts = readReply(reply({ usage: told }), seller)
  expect(facts.usage.outputTokens?.total).toBe(output)
  expect(facts.disagreement).toEqual(disagreement)
})
