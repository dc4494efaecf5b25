import { describe, expect, it } from 'vitest'
import { dearestTimes, modifiedRates } from '../../src/pricing/modifier-rules.ts'
import type { Modifier } from '../../src/pricing/wire/modifiers.ts'

/** What one modifier does to the rates of a model, as a fraction; with a question mark where no rule is about that model. */
function timesOf(kind: Modifier['kind'], value: string, seller: string | undefined, model: string): string {
  const { times, unknown } = modifiedRates([{ kind, value }], { seller, model })
  return `${times.join('/')}${unknown.length > 0 ? '?' : ''}`
}

describe('the service tier of a model of OpenAI', () => {
  it.each([
    ['priority', 'gpt-5.5', '5/2'],
    ['fast', 'gpt-5.5', '5/2'],
    ['priority', 'gpt-5-5', '5/2'],
    ['priority', 'gpt-5', '2/1'],
    ['priority', 'gpt-5-codex', '2/1'],
    ['priority', 'gpt-5.1', '2/1'],
    ['priority', 'gpt-5.2', '2/1'],
    ['priority', 'gpt-5.4', '2/1'],
    ['priority', 'gpt-5-6', '2/1'],
    ['priority', 'gpt-5.4-mini', '2/1'],
    ['priority', 'gpt-5.1-codex-max', '2/1'],
    ['priority', 'gpt-5.6-terra', '2/1'],
    ['priority', 'gpt-6-sol', '2/1'],
    ['priority', 'gpt-6-luna', '2/1'],
    ['priority', 'gpt-6-astra', '2/1'],
    ['priority', 'gpt-4.1-nano', '2/1'],
    ['priority', 'gpt-5-mini', '9/5'],
    ['priority', 'gpt-4.1', '7/4'],
    ['priority', 'gpt-4.1-mini', '7/4'],
    ['priority', 'o3', '7/4'],
    ['priority', 'gpt-4o', '17/10'],
    ['priority', 'gpt-4o-mini', '5/3'],
    ['priority', 'o4-mini', '20/11'],
    ['flex', 'gpt-5', '1/2'],
    ['batch', 'gpt-6-sol', '1/2'],
    ['flex', 'o3', '1/2'],
    ['flex', 'o4-mini', '1/2'],
    // Sold in batches alone.
    ['batch', 'gpt-4o', '1/2'],
    ['flex', 'gpt-4o', '1/1?'],
    ['default', 'gpt-5', '1/1'],
    ['auto', 'gpt-5', '1/1'],
    ['standard', 'gpt-5', '1/1'],
    ['on_demand', 'gpt-5', '1/1'],
    ['unspecified', 'gpt-5', '1/1'],
    // With a vendor before the name and a day behind it.
    ['priority', 'openai/gpt-4o', '17/10'],
    ['priority', 'gpt-4o-2024-08-06', '17/10'],
    ['priority', 'gpt-4o-20240806', '17/10'],
    // Of another model, or in other words: taken for the dearest.
    ['priority', 'gpt-5-nano', '5/2?'],
    ['priority', 'gpt-5.3', '5/2?'],
    ['priority', 'gpt-5.4-nano', '5/2?'],
    ['priority', 'my-gpt-4o', '5/2?'],
    ['priority', 'gpt-4o-audio-preview', '5/2?'],
    ['priority', 'gpt-4o-19990806', '5/2?'],
    ['not_priority', 'gpt-5', '1/1?'],
    ['priority_plus', 'gpt-5', '1/1?'],
    ['my_default', 'gpt-5', '1/1?'],
    ['default_plus', 'gpt-5', '1/1?'],
    ['reflex', 'gpt-5', '1/1?'],
    ['flexible', 'gpt-5', '1/1?'],
    ['microbatch', 'gpt-4o', '1/1?'],
    ['batches', 'gpt-4o', '1/1?'],
  ])('%s multiplies %s by %s', (tier, model, times) => {
    expect(timesOf('service_tier', tier, 'openai', model)).toBe(times)
  })
})

describe('the service tier of another seller', () => {
  it.each([
    ['google', 'priority', 'gemini-3-pro', '9/5'],
    ['google', 'on_demand_priority', 'models/Gemini-2.5-pro', '9/5'],
    ['google', 'flex', 'gemini-3-pro', '1/2'],
    ['google', 'on_demand_flex', 'gemini-3-pro', '1/2'],
    ['google', 'batch', 'gemini-3-pro', '1/2'],
    ['google', 'flex', 'gemma-3', '1/1?'],
    ['google', 'priority', 'gemma-3', '5/2?'],
    ['google', 'off_demand_priority', 'gemini-3-pro', '1/1?'],
    ['google', 'priority_soon', 'gemini-3-pro', '1/1?'],
    ['google', 'reflex', 'gemini-3-pro', '1/1?'],
    ['google', 'flexible', 'gemini-3-pro', '1/1?'],
    ['groq', 'flex', 'llama-4', '1/1'],
    ['groq', 'reflex', 'llama-4', '1/1?'],
    ['groq', 'flexible', 'llama-4', '1/1?'],
    ['groq', 'batch', 'llama-4', '1/1?'],
    ['anthropic', 'batch', 'claude-sonnet-5', '1/2'],
    ['anthropic', 'batches', 'claude-sonnet-5', '1/1?'],
    ['anthropic', 'microbatch', 'claude-sonnet-5', '1/1?'],
    ['anthropic', 'priority', 'claude-sonnet-5', '5/2?'],
    [undefined, 'standard', 'anything', '1/1'],
    [undefined, 'priority', 'gpt-5', '5/2?'],
    ['openrouter', 'batch', 'gpt-5', '1/1?'],
  ])('%s: %s multiplies %s by %s', (seller, tier, model, times) => {
    expect(timesOf('service_tier', tier, seller, model)).toBe(times)
  })
})

describe('where and how fast a model works', () => {
  it.each([
    ['inference_geo', 'us', 'anthropic', 'claude-sonnet-5', '11/10'],
    ['inference_geo', 'us', 'openai', 'gpt-5', '11/10?'],
    ['inference_geo', 'us-east', 'anthropic', 'claude-sonnet-5', '1/1?'],
    ['inference_geo', 'aus', 'anthropic', 'claude-sonnet-5', '1/1?'],
    ['inference_geo', 'global', 'anthropic', 'claude-sonnet-5', '1/1'],
    ['inference_geo', 'not_available', undefined, 'anything', '1/1'],
    ['inference_geo', 'not_global', 'anthropic', 'claude-sonnet-5', '1/1?'],
    ['inference_geo', 'globally', 'anthropic', 'claude-sonnet-5', '1/1?'],
    ['speed', 'priority', 'openai', 'gpt-5', '1/1?'],
    ['speed', 'standard', undefined, 'anything', '1/1'],
    ['speed', 'substandard', undefined, 'anything', '1/1?'],
    ['speed', 'standardised', undefined, 'anything', '1/1?'],
    ['speed', 'fast', 'anthropic', 'claude-opus-4-6', '6/1'],
    ['speed', 'fast', 'anthropic', 'claude-opus-4.7', '6/1'],
    ['speed', 'fast', 'anthropic', 'anthropic/Claude-Opus-4-7', '6/1'],
    ['speed', 'fast', 'anthropic', 'claude-opus-4-8', '2/1'],
    ['speed', 'fast', 'anthropic', 'claude-opus-4.8', '2/1'],
    ['speed', 'fast', 'anthropic', 'claude-opus-5', '2/1'],
    ['speed', 'fast', 'anthropic', 'claude-opus-5-5', '6/1?'],
    ['speed', 'fast', 'anthropic', 'claude-opus-5.5', '6/1?'],
    ['speed', 'fast', 'anthropic', 'claude-opus-55', '6/1?'],
    ['speed', 'fast', 'anthropic', 'claude-opus-4-5', '6/1?'],
    ['speed', 'fast', 'anthropic', 'claude-sonnet-4-6', '6/1?'],
    ['speed', 'fast', 'openai', 'claude-opus-4-6', '6/1?'],
    ['speed', 'breakfast', 'anthropic', 'claude-opus-4-6', '1/1?'],
    ['speed', 'faster', 'anthropic', 'claude-opus-5', '1/1?'],
  ] as const)('%s %s at %s multiplies %s by %s', (kind, value, seller, model, times) => {
    expect(timesOf(kind, value, seller, model)).toBe(times)
  })
})

it('multiplies what several modifiers do, and takes the last word on each', () => {
  const modifiers: readonly Modifier[] = [
    { kind: 'service_tier', value: 'standard' },
    { kind: 'inference_geo', value: 'us' },
    { kind: 'speed', value: 'warp' },
    { kind: 'service_tier', value: 'batch' },
  ]
  expect(modifiedRates(modifiers, { seller: 'anthropic', model: 'claude-opus-4-8' })).toEqual({
    times: [11, 20],
    unknown: [{ kind: 'speed', value: 'warp' }],
  })
})

it('leaves the rates of a call without modifiers as they are', () => {
  expect(modifiedRates([], { seller: 'openai', model: 'gpt-5' })).toEqual({ times: [1, 1], unknown: [] })
})

describe('what a request may make a call cost', () => {
  const gpt5 = { seller: 'openai', model: 'gpt-5' }
  const opus = { seller: 'anthropic', model: 'claude-opus-4-6' }
  const tier = (value: string) => ({ kind: 'service_tier' as const, value })

  it.each([
    [[], gpt5, undefined],
    [[tier('auto')], gpt5, [1, 1]],
    [[tier('flex')], gpt5, [1, 1]],
    [[tier('priority')], gpt5, [2, 1]],
    [[tier('priority')], { seller: undefined, model: 'unheard-of' }, [5, 2]],
    [[tier('standard_only')], opus, [1, 1]],
    [[{ kind: 'speed' as const, value: 'fast' }], opus, [6, 1]],
    [
      [
        { kind: 'speed' as const, value: 'fast' },
        { kind: 'inference_geo' as const, value: 'us' },
      ],
      opus,
      [66, 10],
    ],
  ])('%j of %j: %j times the rates at most', (modifiers, of, times) => {
    expect(dearestTimes(modifiers, of)).toEqual(times)
  })
})
