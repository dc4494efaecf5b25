import { expect, it } from 'vitest'
import { milestonePassed } from '../../../src/ledger/rules/milestones.ts'
import { usd } from '../../support/ledger/requests.ts'

it.each([
  ['0', '0.999999999', '0', undefined],
  ['0.999999999', '1.00', '0', 1n],
  ['1.00', '1.000000001', '1', undefined],
  ['1.00', '1.999999999', '1', undefined],
  ['1.00', '1.50', '0', undefined],
  ['1.999999999', '2.000000001', '1', 2n],
  ['0', '5.20', '0', 5n],
  // A correction went back over one that was announced, and the spend comes up again.
  ['4.90', '5.10', '5', undefined],
  ['4.90', '6.00', '5', 6n],
  ['5.10', '4.90', '5', undefined],
])('from %s to %s, with %s announced, passes %s', (beforeUsd, afterUsd, announced, dollars) => {
  expect(milestonePassed(usd(beforeUsd), usd(afterUsd), () => BigInt(announced))).toBe(dollars)
})
