import { describe, expect, it } from 'vitest'
import { localPrice } from '../../src/pricing/price.ts'
import { dearWorkflow, unpricedModels } from '../../src/report/anomalies.ts'
import { usd } from '../support/ledger/requests.ts'

describe('a dear workflow', () => {
  const workflow = {
    workflow: 'wf_1',
    user: '7',
    depth: 'quick',
    fromMs: 1,
    toMs: 2,
    costNanoUsd: usd('1.01'),
  } as const

  it('cost more than three times the median of its depth', () => {
    const earlier = ['0.28', '0.29', '0.3', '0.31', '9'].map(usd)

    expect(dearWorkflow(workflow, earlier)).toEqual({
      kind: 'dear_workflow',
      ...workflow,
      usualNanoUsd: usd('0.3'),
      boundNanoUsd: usd('0.9'),
    })
    expect(dearWorkflow({ ...workflow, costNanoUsd: usd('0.9') }, earlier)).toBeUndefined()
  })

  it('is not told where others of its depth lie as far apart', () => {
    const earlier = ['0.1', '0.2', '0.3', '0.6', '0.9'].map(usd)

    expect(dearWorkflow(workflow, earlier)).toBeUndefined()
    expect(dearWorkflow({ ...workflow, costNanoUsd: usd('4') }, earlier)).toBeDefined()
  })

  it('is not a few cents, however many times the usual', () => {
    const cents = ['0.01', '0.01', '0.01', '0.01', '0.01'].map(usd)

    expect(dearWorkflow({ ...workflow, costNanoUsd: usd('0.50') }, cents)).toBeUndefined()
    expect(dearWorkflow({ ...workflow, costNanoUsd: usd('0.51') }, cents)).toBeDefined()
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
