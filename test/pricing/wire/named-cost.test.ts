import { expect, it } from 'vitest'
import { namedCostIn, namedCostInHeaders } from '../../../src/pricing/wire/named-cost.ts'

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
