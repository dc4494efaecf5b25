import { describe, expect, it } from 'vitest'
import { checkUsage } from '../../src/pricing/check-usage.ts'
import type { Usage } from '../../src/pricing/usage.ts'

/** A hundred million, and thirty days. */
const maximumCount = 100_000_000
const maximumAudioSeconds = 2_592_000

describe('usage', () => {
  it.each<[string, Usage]>([
    ['nothing told', {}],
    ['zero', { inputTokens: { total: 0 }, outputTokens: { total: 0 }, audioSeconds: 0 }],
    ['the largest counts', { inputTokens: { total: maximumCount }, audioSeconds: maximumAudioSeconds }],
    ['half a second', { audioSeconds: 0.5 }],
    ['parts that make up the total', { inputTokens: { total: 10, noCache: 5, cacheRead: 3, cacheWrite: 2 } }],
    ['parts below the total', { outputTokens: { total: 10, text: 5 } }],
    ['parts without a total', { inputTokens: { cacheRead: 3 } }],
  ])('can be billed: %s', (_, usage) => {
    expect(checkUsage(usage)).toEqual([])
  })

  it.each<[string, Usage, string, string]>([
    ['negative tokens', { inputTokens: { cacheWrite: -1 } }, 'inputTokens.cacheWrite', 'negative'],
    ['NaN', { outputTokens: { total: Number.NaN } }, 'outputTokens.total', 'not-finite'],
    ['infinity', { inputTokens: { total: Number.POSITIVE_INFINITY } }, 'inputTokens.total', 'not-finite'],
    ['half a token', { outputTokens: { reasoning: 0.5 } }, 'outputTokens.reasoning', 'fractional'],
    ['half a picture', { images: 0.5 }, 'images', 'fractional'],
    ['too many tokens', { inputTokens: { total: maximumCount + 1 } }, 'inputTokens.total', 'absurd'],
    ['too much sound', { audioSeconds: maximumAudioSeconds + 0.5 }, 'audioSeconds', 'absurd'],
    ['NaN seconds', { audioSeconds: Number.NaN }, 'audioSeconds', 'not-finite'],
    ['negative requests', { requests: -1 }, 'requests', 'negative'],
    [
      'too many cached',
      { inputTokens: { total: 9, cacheRead: 5, cacheWrite: 5 } },
      'inputTokens',
      'parts-exceed-total',
    ],
    [
      'too much reasoning',
      { outputTokens: { total: 9, reasoning: 10 } },
      'outputTokens',
      'parts-exceed-total',
    ],
    [
      'too much sound in',
      { inputTokens: { total: 9, audio: 5, cacheRead: 5 } },
      'inputTokens',
      'parts-exceed-total',
    ],
    ['too much sound out', { outputTokens: { total: 9, audio: 10 } }, 'outputTokens', 'parts-exceed-total'],
  ])('cannot be billed: %s', (_, usage, field, fault) => {
    expect(checkUsage(usage)).toMatchObject([{ field, fault }])
  })

  it.each([
    'inputTokens.total',
    'inputTokens.noCache',
    'inputTokens.cacheRead',
    'inputTokens.cacheWrite',
    'inputTokens.cacheWriteHour',
    'inputTokens.audio',
    'outputTokens.total',
    'outputTokens.text',
    'outputTokens.reasoning',
    'outputTokens.audio',
    'characters',
    'images',
    'vectors',
    'searches',
    'requests',
    'audioSeconds',
  ])('is looked at in %s', (field) => {
    const [name = '', part] = field.split('.')
    const usage = { [name]: part ? { [part]: -1 } : -1 } as Usage
    expect(checkUsage(usage)).toEqual([{ field, value: -1, fault: 'negative' }])
  })

  it('tells what was written for an hour apart from all that was written', () => {
    const usage = { inputTokens: { cacheWrite: 4, cacheWriteHour: 5 } }
    expect(checkUsage(usage)).toEqual([
      { field: 'inputTokens.cacheWrite', value: 5, fault: 'parts-exceed-total' },
    ])
  })

  it('names every field that is wrong', () => {
    const problems = checkUsage({
      inputTokens: { total: -1 },
      outputTokens: { total: 0.5 },
      vectors: Number.NaN,
    })
    expect(problems.map(({ field }) => field)).toEqual(['inputTokens.total', 'outputTokens.total', 'vectors'])
  })
})
