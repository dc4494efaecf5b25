import { expect, it } from 'vitest'
import { isLost } from '../../../src/ledger/rules/claims.ts'

it.each([
  ['under its claim', { runsUnder: 2 }, 2, false],
  ['under an earlier claim', { runsUnder: 2 }, 1, true],
  ['under no claim', { runsUnder: 2 }, undefined, true],
  ['when nobody has it', { runsUnder: undefined }, 2, true],
  ['when nobody has it, under no claim', { runsUnder: undefined }, undefined, true],
  ['that no store knows', undefined, 2, false],
  ['that no store knows, under no claim', undefined, undefined, false],
] as const)('a workflow %s is lost, or not', (_, workflow, claim, expected) => {
  expect(isLost(workflow, claim)).toBe(expected)
})
