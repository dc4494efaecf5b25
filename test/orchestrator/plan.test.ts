import { describe, expect, it } from 'vitest'
import { defaultDepthTiers } from '../../src/budget/depth-tiers.ts'
import type { Refusal } from '../../src/ledger/limit-state.ts'
import { depthThatFits, planFor } from '../../src/orchestrator/plan.ts'
import { usd } from '../support/ledger/requests.ts'

describe('the plan of a depth', () => {
  it.each([
    ['quick', '0.50', ['acquisition', 'transcription', 'analysis']],
    ['standard', '1.50', ['acquisition', 'transcription', 'analysis', 'verification']],
    ['deep', '3.00', ['acquisition', 'transcription', 'analysis', 'verification', 'knowledge']],
    ['comprehensive', '5.00', ['acquisition', 'transcription', 'analysis', 'verification', 'knowledge']],
    ['experimental', '10.00', ['acquisition', 'transcription', 'analysis', 'verification', 'knowledge']],
  ] as const)('%s may cost %s and runs %j', (depth, totalUsd, tasks) => {
    const plan = planFor(defaultDepthTiers[depth], undefined)

    expect(plan.tasks).toEqual(tasks)
    expect(plan.limits.totalNanoUsd).toBe(usd(totalUsd))
  })

  it('may be given less than its ceiling, never more', () => {
    const totalOf = (maxUsd: string) => planFor(defaultDepthTiers.quick, usd(maxUsd)).limits.totalNanoUsd

    expect(totalOf('0.20')).toBe(usd('0.20'))
    expect(totalOf('0')).toBe(0n)
    expect(totalOf('20')).toBe(usd('0.50'))
  })
})

describe('the depth that fits a refusing budget', () => {
  function refusalWith(leftUsd: string, overrides: Partial<Refusal> = {}): Refusal {
    return {
      kind: 'tenant',
      subject: 'guild_1',
      period: 'hour',
      mode: 'hard',
      limitNanoUsd: usd('20') + usd(leftUsd),
      spentNanoUsd: usd('15'),
      heldNanoUsd: usd('5'),
      requestedNanoUsd: usd('1'),
      ...overrides,
    }
  }

  it.each([
    ['10', 'experimental'],
    ['9.999999999', 'comprehensive'],
    ['1.50', 'standard'],
    ['1.499999999', 'quick'],
    ['0.50', 'quick'],
    ['0.499999999', undefined],
    ['-1', undefined],
  ])('with %s left is %s', (leftUsd, depth) => {
    expect(depthThatFits(refusalWith(leftUsd), defaultDepthTiers)).toBe(depth)
  })

  it('is unknown when the run itself was limited: another run has limits of its own', () => {
    const ofRun = refusalWith('10', { kind: 'scope', subject: 'wf_1', period: undefined })

    expect(depthThatFits(ofRun, defaultDepthTiers)).toBeUndefined()
  })
})
