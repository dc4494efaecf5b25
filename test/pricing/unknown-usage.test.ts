import { describe, expect, it } from 'vitest'
import { parseUsd } from '../../src/money/nano-usd.ts'
import { calculateCost } from '../../src/pricing/calculate-cost.ts'
import { localPrice } from '../../src/pricing/price.ts'
import { price, tokens, usd } from './cost-factory.ts'

const gpt4 = price({ input: 30, output: 60 })
const sonnet = price({ input: 3, output: 15, cacheRead: '0.30', cacheWrite: '3.75' })

describe('what is not known', () => {
  it.each([
    ['no usage at all', gpt4, {}, ['inputTokens.total', 'outputTokens.total'], '0'],
    ['no output', gpt4, { inputTokens: { total: 1_000 } }, ['outputTokens.total'], '0.03'],
    ['no input', gpt4, { inputTokens: {}, outputTokens: { total: 500 } }, ['inputTokens.total'], '0.03'],
    [
      'only cached input',
      sonnet,
      { inputTokens: { cacheRead: 10 }, outputTokens: { total: 0 } },
      ['inputTokens.total'],
      '0.000003',
    ],
    [
      'only the text of the output',
      gpt4,
      { inputTokens: { total: 0 }, outputTokens: { text: 5 } },
      ['outputTokens.total'],
      '0.0003',
    ],
    [
      'an unknown number of tokens beside a picture',
      price({ input: 1, output: 1, perImage: 0.04 }),
      { inputTokens: {}, outputTokens: {}, images: 1 },
      ['inputTokens.total', 'outputTokens.total'],
      '0.04',
    ],
    [
      'seconds, but empty tokens',
      price({ audioPerHour: 1 }),
      { inputTokens: {}, outputTokens: {} },
      ['audioSeconds'],
      '0',
    ],
    ['seconds, but no tokens', price({ audioPerHour: 1 }), tokens(0, 0), ['audioSeconds'], '0'],
    ['no seconds', price({ audioPerHour: 1 }), {}, ['audioSeconds'], '0'],
    ['no vectors', price({ perVector: 1 }), {}, ['vectors'], '0'],
  ])('is named and never zero: %s', (_, of, usage, missing, atLeast) => {
    expect(calculateCost(of, usage)).toEqual({ kind: 'incomplete', missing, atLeast: parseUsd(atLeast) })
  })

  it('does not matter where it would be free', () => {
    expect(usd(localPrice, {})).toBe('0')
  })

  it.each([
    ['output of a model that only reads', price({ input: 0.02 }), tokens(10, 1), ['outputTokens']],
    ['seconds of a model that counts tokens', gpt4, { audioSeconds: 3 }, ['audioSeconds']],
    ['pictures of a model that counts tokens', gpt4, { ...tokens(0, 0), images: 1 }, ['images']],
    ['anything under a price without rates', price({}), tokens(1, 0), ['inputTokens']],
  ])('has no rate and is named: %s', (_, of, usage, dimensions) => {
    expect(calculateCost(of, usage)).toEqual({ kind: 'unpriced', dimensions })
  })

  it('takes pictures to be paid when their tokens are', () => {
    expect(usd(gpt4, { ...tokens(1_000, 500), images: 1 })).toBe('0.06')
  })

  it('refuses usage that cannot be', () => {
    expect(calculateCost(gpt4, tokens(-1, 0))).toMatchObject({
      kind: 'invalid-usage',
      problems: [{ field: 'inputTokens.total', value: -1, fault: 'negative' }],
    })
  })
})
