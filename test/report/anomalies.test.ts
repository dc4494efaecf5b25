import { describe, expect, it } from 'vitest'
import { localPrice } from '../../src/pricing/price.ts'
import { dearWorkflow, spendSpike, unpricedModels } from '../../src/report/anomalies.ts'
import { usd } from '../support/ledger/requests.ts'

const nowMs = Date.parse('2026-11-04T12:30:00Z')
const point = (time: string, amount: string) => ({ startMs: Date.parse(time), spentNanoUsd: usd(amount) })
/** The same hour of five earlier days. */
const usualDays = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02', '2026-11-03']
const usual = usualDays.map((day) => point(`${day}T11:00:00Z`, '1'))

describe('a spend spike', () => {
  it('is seen when the last hours cost more than three times the same hours of earlier days', () => {
    expect(spendSpike([...usual, point('2026-11-04T12:00:00Z', '3.01')], nowMs, 'UTC')).toEqual({
      kind: 'spend_spike',
      fromMs: Date.parse('2026-11-04T10:00:00Z'),
      spentNanoUsd: usd('3.01'),
      usualNanoUsd: usd('1'),
    })
  })

  it('is not three times the usual', () => {
    expect(spendSpike([...usual, point('2026-11-04T12:00:00Z', '3')], nowMs, 'UTC')).toBeUndefined()
  })

  it('is not a few cents, however many times the usual', () => {
    const cents = usualDays.map((day) => point(`${day}T11:00:00Z`, '0.01'))

    expect(spendSpike([...cents, point('2026-11-04T12:00:00Z', '0.50')], nowMs, 'UTC')).toBeUndefined()
    expect(spendSpike([...cents, point('2026-11-04T12:00:00Z', '0.51')], nowMs, 'UTC')).toBeDefined()
  })

  it('is not seen while nothing is usual yet', () => {
    const fresh = [point('2026-11-02T11:00:00Z', '1'), point('2026-11-04T12:00:00Z', '100')]

    expect(spendSpike(fresh, nowMs, 'UTC')).toBeUndefined()
    expect(spendSpike([], nowMs, 'UTC')).toBeUndefined()
  })

  it('compares by the clock, also across a change of clocks', () => {
    const beforeChange = ['2026-10-29', '2026-10-30', '2026-10-31'].map((day) =>
      point(`${day}T11:00:00Z`, '1'),
    )
    const hours = [...beforeChange, point('2026-11-01T14:00:00Z', '3.5')]

    const spike = spendSpike(hours, Date.parse('2026-11-01T14:30:00Z'), 'America/New_York')

    expect(spike).toMatchObject({ usualNanoUsd: usd('1') })
  })
})

describe('a dear workflow', () => {
  const workflow = { workflow: 'wf_1', depth: 'quick', costNanoUsd: usd('1.01') } as const

  it('cost more than three times the median of its depth', () => {
    const earlier = ['0.1', '0.2', '0.3', '0.4', '9'].map(usd)

    expect(dearWorkflow(workflow, earlier)).toMatchObject({ kind: 'dear_workflow', usualNanoUsd: usd('0.3') })
    expect(dearWorkflow({ ...workflow, costNanoUsd: usd('0.9') }, earlier)).toBeUndefined()
  })

  it('is not told from fewer than five others', () => {
    expect(dearWorkflow(workflow, ['0', '0', '0', '0'].map(usd))).toBeUndefined()
  })
})

describe('unpriced models', () => {
  it('are those that are refused or booked at an estimate for want of a price, once each', () => {
    const priced = { kind: 'priced', price: localPrice, estimated: false } as const
    const answers = {
      known: priced,
      unknown: { ...priced, caution: 'unpriced' as const },
      zero: { ...priced, caution: 'zero_price' as const },
    }
    const models = ['known', 'unknown', 'zero', 'unknown', 'refused'].map((model) => ({
      provider: 'openai',
      model,
    }))

    const found = unpricedModels(
      models,
      (model) =>
        answers[model.model as keyof typeof answers] ?? { kind: 'refused', reason: 'unpriced-model', model },
    )

    expect(found).toEqual([
      { kind: 'unpriced_model', model: 'openai:unknown' },
      { kind: 'unpriced_model', model: 'openai:refused' },
    ])
  })
})
