import { describe, expect, it } from 'vitest'
import { hasEnded, storedResult } from '../../src/orchestrator/stored-result.ts'
import { usd } from '../support/ledger/requests.ts'
import {
  openTemporaryAutointel,
  startProvider,
  type TestAutointel,
} from '../support/orchestrator/temporary-autointel.ts'
import { hang } from '../support/providers/faults.ts'

/** Read in three parts. */
const longText = Array.from(
  { length: 1_800 },
  (_, index) => `Entry ${index} tells of ship number ${index} in the ice.`,
).join(' ')

/** The result as another process puts it together. */
async function storedResultOf(id: string, { folder, provider }: TestAutointel) {
  const { workflows, ledger, config } = await openTemporaryAutointel({ folder, provider })
  const workflow = await workflows.find(id)
  return workflow && hasEnded(workflow)
    ? storedResult(workflow, { workflows, ledger, tiers: config.depthTiers })
    : undefined
}

describe('the stored result of a run', () => {
  it.each([
    ['completed', 'deep', '1'],
    ['partial', 'quick', '0.0045'],
    ['partial', 'standard', '0.0045'],
    ['refused', 'quick', '0.0000001'],
  ] as const)('that is %s at depth %s under $%s is what the run came to', async (status, depth, ceiling) => {
    const autointel = await openTemporaryAutointel()
    const location = await autointel.source('long.txt', longText)
    const run = await autointel.start({ location, depth, maxCostNanoUsd: usd(ceiling) })
    const result = await run.result

    expect(result.status).toBe(status)
    expect(await storedResultOf(run.id, autointel)).toEqual(result)
  })

  it('that has failed is what the run came to', async () => {
    const autointel = await openTemporaryAutointel()
    const run = await autointel.start({ location: '/nowhere/at/all.txt' })
    const result = await run.result

    expect(result.status).toBe('failed')
    expect(await storedResultOf(run.id, autointel)).toEqual(result)
  })

  it('that was cancelled within a task is what the run came to', async () => {
    const provider = await startProvider()
    provider.respondWith([hang()])
    const autointel = await openTemporaryAutointel({ provider })
    const run = await autointel.start()
    await provider.asked(1)
    run.cancel()
    const result = await run.result

    expect(result.tasks.map(({ status }) => status)).toEqual(['completed', 'completed', 'cancelled'])
    expect(await storedResultOf(run.id, autointel)).toEqual(result)
  })

  it('shows what was finished later, when the run has gone on', async () => {
    const autointel = await openTemporaryAutointel()
    const location = await autointel.source('long.txt', longText)
    const { id, result } = await autointel.start({ location, maxCostNanoUsd: usd('0.0045') })
    await result

    await autointel.orchestrator.resume(id, usd('0.40'))
    const second = await autointel.orchestrator.find(id)?.result

    expect(second?.status).toBe('completed')
    expect(await storedResultOf(id, autointel)).toEqual(second)
  })
})
