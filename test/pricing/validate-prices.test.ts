import { describe, expect, it } from 'vitest'
import type { Price } from '../../src/pricing/price.ts'
import { localPrice } from '../../src/pricing/price.ts'
import { validatePrices } from '../../src/pricing/validate-prices.ts'
import { price } from './cost-factory.ts'

const now = new Date('2026-10-01T00:00:00Z')

function warnings(model: string, of: Price) {
  return validatePrices(new Map([[model, of]]), now)
}

describe('prices', () => {
  it.each([
    ['ordinary', 'openai:gpt-5', price({ input: 1.25, output: 10 })],
    ['a dollar per thousand tokens', 'openai:gpt-5', price({ input: 1_000 })],
    ['local', 'local:analyst', localPrice],
    ['free by name', 'compatible:some/model:free', price({ input: 0, output: 0 })],
    ['free to read only', 'openai:gpt-5', price({ input: 0, output: 1 })],
    ['dear by the hour', 'openai:whisper-9', price({ audioPerHour: 2_000 })],
    ['30 days old', 'openai:gpt-5', { ...price({ input: 1 }), updatedAt: new Date('2026-09-01T00:00:00Z') }],
  ])('are fine when they are %s', (_, model, of) => {
    expect(warnings(model, of)).toEqual([])
  })

  it('are flagged when they are zero', () => {
    expect(warnings('openai:gpt-5', price({ input: 0, output: 0 }))).toEqual([
      { kind: 'zero', model: 'openai:gpt-5' },
    ])
  })

  it('are flagged when they are absurd, tiers too', () => {
    const of = price({ input: '1000.01', output: 10 }, [{ aboveTokens: 9, output: 3_000 }])
    expect(warnings('openai:gpt-5', of)).toEqual([
      { kind: 'absurd', model: 'openai:gpt-5', field: 'input', perThousandUsd: '1.00001' },
      { kind: 'absurd', model: 'openai:gpt-5', field: 'above 9: output', perThousandUsd: '3' },
    ])
  })

  it('are flagged when nobody confirmed them for over 30 days', () => {
    const updatedAt = new Date('2026-08-31T23:59:59Z')
    expect(warnings('openai:gpt-5', { ...price({ input: 1 }), updatedAt })).toEqual([
      { kind: 'old', model: 'openai:gpt-5', updatedAt, ageDays: 30 },
    ])
  })
})
