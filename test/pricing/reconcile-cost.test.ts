import { describe, expect, it } from 'vitest'
import { type ComputedCost, type NamedCost, reconcileCost } from '../../src/pricing/reconcile-cost.ts'
import { usd } from '../support/ledger/requests.ts'

const computed = (tokensUsd: string, overrides: Partial<ComputedCost> = {}): ComputedCost => ({
  amountNanoUsd: usd(tokensUsd),
  tokensNanoUsd: usd(tokensUsd),
  isBound: false,
  ...overrides,
})
const named = (amountUsd: string, overrides: Partial<NamedCost> = {}): NamedCost => ({
  amountNanoUsd: usd(amountUsd),
  isExplained: false,
  isSellers: false,
  ...overrides,
})

describe('a cost that a call names, held against tokens × price', () => {
  // One percent, or what is lost by writing five decimals.
  it.each([
    ['1', '0.99', 'named', undefined],
    ['1', '0.989999999', 'computed', 'named_cost_low'],
    ['1', '1.01', 'named', undefined],
    ['1', '1.010000001', 'named', 'named_cost_high'],
    ['0.0001', '0.000095', 'named', undefined],
    ['0.0001', '0.000094999', 'computed', 'named_cost_low'],
    ['0.0001', '0.000105', 'named', undefined],
    ['0.0001', '0.000105001', 'named', 'named_cost_high'],
    ['0.000005', '0', 'computed', 'named_cost_low'],
    ['0', '0', 'named', undefined],
  ] as const)('of %s is, when it is %s, %s with the doubt %s', (tokensUsd, namedUsd, basis, doubt) => {
    expect(reconcileCost(computed(tokensUsd), named(namedUsd))).toEqual({
      basis,
      amountNanoUsd: usd(basis === 'named' ? namedUsd : tokensUsd),
      ...(doubt && { doubt }),
    })
  })

  it.each([
    ['0.495', 'named', undefined],
    ['0.494999999', 'computed', 'named_cost_low'],
    ['2.02', 'named', undefined],
    ['2.020000001', 'named', 'named_cost_high'],
  ] as const)('may be half or double where the seller names it: %s is %s, %s', (namedUsd, basis, doubt) => {
    const cost = reconcileCost(computed('1'), named(namedUsd, { isSellers: true }))
    expect([cost.basis, cost.doubt]).toEqual([basis, doubt])
  })

  it('may be less where the reply says why', () => {
    expect(reconcileCost(computed('1'), named('0', { isExplained: true }))).toEqual({
      basis: 'named',
      amountNanoUsd: 0n,
    })
  })

  it('is taken as it is where nobody knows the price, unless it is nothing', () => {
    const bound = computed('1', { isBound: true })
    expect(reconcileCost(bound, named('0.000000001'))).toEqual({ basis: 'named', amountNanoUsd: 1n })
    expect(reconcileCost(bound, named('9'))).toEqual({ basis: 'named', amountNanoUsd: usd('9') })
    expect(reconcileCost(bound, named('0'))).toMatchObject({ basis: 'computed', amountNanoUsd: usd('1') })
  })

  it('leaves room for fees above the tokens, and is computed where none is named', () => {
    const withFees = computed('0.002256', { amountNanoUsd: usd('0.016256') })
    expect(reconcileCost(withFees, named('0.00826'))).toEqual({
      basis: 'named',
      amountNanoUsd: usd('0.00826'),
    })
    expect(reconcileCost(withFees, undefined)).toEqual({
      basis: 'computed',
      amountNanoUsd: usd('0.016256'),
    })
  })
})
