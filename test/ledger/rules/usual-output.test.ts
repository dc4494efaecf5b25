import { describe, expect, it } from 'vitest'
import { usualOutput } from '../../../src/ledger/rules/usual-output.ts'
import { usualCeiling } from '../../../src/llm/usual-ceiling.ts'

const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describe('what calls usually write', () => {
  it.each([
    [0, 0],
    [1, 1],
    [19, 19],
    [20, 19],
    [21, 20],
    [100, 95],
  ])('of %i calls that wrote 1, 2, 3 … tokens is at most %i', (calls, highTokens) => {
    expect(usualOutput(oneTo(calls).reverse())).toEqual({ calls, highTokens })
  })
})

describe('the ceiling of a call, and the lowest that is of use', () => {
  const bounds = { leastOutputTokens: 700, usualOutputTokens: 4_000, maxOutputTokens: 8_000 }

  it.each([
    ['are what was thought before the first call', { calls: 0, highTokens: 0 }, 4_000, 700],
    ['do not sink for a few short answers', { calls: 19, highTokens: 100 }, 4_000, 700],
    ['rise for the first long answer', { calls: 1, highTokens: 4_001 }, 6_002, 700],
    ['are half as much again as twenty calls needed', { calls: 20, highTokens: 1_000 }, 1_500, 700],
    ['are rounded up', { calls: 20, highTokens: 1_001 }, 1_502, 700],
    ['keep what was thought to be of use while calls need that', { calls: 20, highTokens: 700 }, 1_050, 700],
    ['sink to what calls need', { calls: 20, highTokens: 699 }, 1_049, 699],
    ['are never nothing', { calls: 20, highTokens: 0 }, 1, 1],
    ['are never above what is wanted', { calls: 100, highTokens: 5_334 }, 8_000, 700],
  ])('%s', (_what, usual, maxOutputTokens, leastOutputTokens) => {
    expect(usualCeiling(usual, bounds)).toEqual({ maxOutputTokens, leastOutputTokens })
  })
})
