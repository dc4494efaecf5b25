import { describe, expect, it } from 'vitest'
import { defaultDepthTiers, depthOf, tasksOf } from '../../src/budget/depth-tiers.ts'
import { depths, tasks } from '../../src/ledger/attribution.ts'
import { toFixedUsd } from '../../src/money/format.ts'

/** The table of the design: total, then acquisition, transcription, analysis, verification, knowledge. */
const table = {
  quick: ['0.50', '0.05', '0.15', '0.30', '–', '–'],
  standard: ['1.50', '0.05', '0.30', '0.75', '0.40', '–'],
  deep: ['3.00', '0.05', '0.50', '1.20', '0.75', '0.50'],
  comprehensive: ['5.00', '0.10', '0.75', '2.00', '1.00', '1.15'],
  experimental: ['10.00', '0.10', '1.50', '4.00', '2.00', '2.40'],
} as const

describe.each(depths)('the depth %s', (depth) => {
  const tier = defaultDepthTiers[depth]

  it('may spend what the table says', () => {
    const perTask = tasks.map((task) => tier.perTaskNanoUsd[task])
    const row = [tier.totalNanoUsd, ...perTask].map((amount) =>
      amount === undefined ? '–' : toFixedUsd(amount, 2),
    )
    expect(row).toEqual(table[depth])
  })

  it('gives its tasks no more than it has in total', () => {
    const ofTasks = tasks.reduce((sum, task) => sum + (tier.perTaskNanoUsd[task] ?? 0n), 0n)
    expect(ofTasks).toBeLessThanOrEqual(tier.totalNanoUsd)
  })

  it('runs the tasks that it pays for, in their order', () => {
    const paid = tasks.filter((_, index) => table[depth][index + 1] !== '–')
    expect(tasksOf(tier)).toEqual(paid)
  })
})

it.each([
  ['quick', 'quick'],
  ['  Deep ', 'deep'],
  ['EXPERIMENTAL', 'experimental'],
  ['', 'standard'],
  ['bottomless', 'standard'],
  ['toString', 'standard'],
  [undefined, 'standard'],
])('the depth named %j is %s', (name, depth) => {
  expect(depthOf(name)).toBe(depth)
})

it('a tier of another order or of no tasks is run in the order of the tasks', () => {
  expect(tasksOf({ totalNanoUsd: 5n, perTaskNanoUsd: { knowledge: 0n, acquisition: 1n } })).toEqual([
    'acquisition',
    'knowledge',
  ])
  expect(tasksOf({ totalNanoUsd: 5n, perTaskNanoUsd: {} })).toEqual([])
})
