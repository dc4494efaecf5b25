import { describe, expect, it } from 'vitest'
import { isCacheHit, namedCostIn, namedCostInHeaders } from '../../../src/pricing/wire/named-cost.ts'

// A thousand dollars is more than any one call costs.
it.each([
  ['1000', { costUsd: '1000' }],
  ['1000.000000001', undefined],
  ['0', { costUsd: '0' }],
  ['-0.000000001', undefined],
])('believes a call that names %s dollars as its cost as far as that can be', (cost, believed) => {
  expect(namedCostIn({ usage: { cost: Number(cost) } })).toEqual(believed)
  expect(namedCostInHeaders({ 'x-litellm-response-cost': cost })).toEqual(believed)
})

describe('a cost in a body', () => {
  it.each([
    ['OpenRouter', { usage: { cost: 0.0125 } }],
    ['Perplexity', { usage: { cost: { total_cost: 0.0125 } } }],
    ['xAI', { usage: { cost_in_usd_ticks: 125_000_000 } }],
    ['xAI, streamed', { response: { usage: { cost_in_usd_ticks: 125_000_000 } } }],
    ['DeepInfra', { usage: { estimated_cost: 0.0125 } }],
    ['a server that totals', { usage: { total_cost: 0.0125 } }],
    ['OpenRouter’s responses, streamed', { response: { usage: { cost: 0.0125 } } }],
    ['Vercel’s gateway', { provider_metadata: { gateway: { cost: '0.0125' } } }],
  ])('is read where %s names it', (_, body) => {
    expect(namedCostIn(body)).toEqual({ costUsd: '0.0125' })
  })

  it('is written out, never by a power of ten', () => {
    expect(namedCostIn({ usage: { cost: 1e-9 } })).toEqual({ costUsd: '0.000000001' })
    expect(namedCostInHeaders({ 'x-litellm-response-cost': '1e-9' })).toEqual({ costUsd: '0.000000001' })
  })

  it('is the next one where the first cannot be', () => {
    expect(namedCostIn({ usage: { cost: -1, total_cost: 2 } })).toEqual({ costUsd: '2' })
  })

  it.each([[{}], [{ usage: { cost: 'free' } }], [{ usage: { cost: null } }], [{ cost: 1 }]])(
    'is none in %j',
    (body) => {
      expect(namedCostIn(body)).toBeUndefined()
    },
  )
})

describe('a router that spends by a key of the operator’s own', () => {
  const usage = { cost: 0.001, cost_details: { upstream_inference_cost: 0.02 } }

  it('names its fee, and beside it what the provider charges', () => {
    const own = { ...usage, is_byok: true }
    expect(namedCostIn({ usage: own })).toEqual({ costUsd: '0.02', feeUsd: '0.001' })
    expect(namedCostIn({ response: { usage: own } })).toEqual({ costUsd: '0.02', feeUsd: '0.001' })
  })

  it('names the whole where the key is its own', () => {
    expect(namedCostIn({ usage })).toEqual({ costUsd: '0.001' })
    expect(namedCostIn({ usage: { ...usage, is_byok: false } })).toEqual({ costUsd: '0.001' })
    expect(namedCostIn({ usage: { ...usage, is_byok: 'true' } })).toEqual({ costUsd: '0.001' })
  })

  it('and does not tell what the provider charges names what it has', () => {
    expect(namedCostIn({ usage: { cost: 0.001, is_byok: true } })).toEqual({ costUsd: '0.001' })
  })
})

it.each([
  ['x-litellm-cache-hit', 'True', true],
  ['x-litellm-cache-hit', 'untrue', false],
  ['x-litellm-cache-hit', 'true-ish', false],
  ['x-litellm-cache-key', 'a1', true],
  ['x-litellm-cache-key', '', false],
  ['cf-aig-cache-status', 'HIT', true],
  ['cf-aig-cache-status', 'MISS', false],
  ['cf-aig-cache-status', 'no hit', false],
  ['cf-aig-cache-status', 'hits', false],
  ['x-openrouter-cache-status', 'hit', true],
  ['x-openrouter-cache-status', 'no hit', false],
  ['x-openrouter-cache-status', 'hits', false],
  ['x-portkey-cache-status', 'SEMANTIC HIT', true],
  ['x-portkey-cache-status', 'HIT OR MISS', false],
  ['helicone-cache', 'HIT', true],
  ['helicone-cache', 'no hit', false],
  ['helicone-cache', 'hits', false],
  ['x-cache', 'Hit from cloudfront', true],
  ['x-cache', 'Miss, no hit', false],
  ['cache', 'hit', false],
])('a header %s: %s says that a gateway’s cache has answered: %s', (name, value, expected) => {
  expect(isCacheHit({ [name]: value })).toBe(expected)
})

it('no header says so by itself', () => {
  expect(isCacheHit({})).toBe(false)
  expect(namedCostInHeaders({ 'x-response-cost': '1' })).toBeUndefined()
})
