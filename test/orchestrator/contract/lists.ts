import { describe, expect, it } from 'vitest'
import type { Workflow } from '../../../src/orchestrator/workflow.ts'
import { noonMs, usd } from '../../support/ledger/requests.ts'
import { claimOf, endOf, requestOf } from '../../support/orchestrator/requests.ts'
import type { OpenWorkflows } from '../contract.ts'

const idsOf = (workflows: readonly Workflow[]) => workflows.map(({ id }) => id)

/** Lists, costs and counts. */
export function describeLists(open: OpenWorkflows): void {
  /** `wf_1` to `wf_4`, one a minute. */
  async function withFour() {
    const { workflows } = await open()
    const askers = [
      { tenant: 'guild_1', user: '7' },
      { tenant: 'guild_2', user: '7' },
      { tenant: 'guild_1', user: '8' },
      { tenant: 'guild_1', user: '7' },
    ]
    for (const [index, asker] of askers.entries())
      await workflows.create(`wf_${index + 1}`, requestOf(asker), noonMs + index * 60_000)
    return workflows
  }

  describe('the latest workflows', () => {
    it('come newest first, so many at most', async () => {
      const workflows = await withFour()

      expect(idsOf(await workflows.recent({ limit: 10 }))).toEqual(['wf_4', 'wf_3', 'wf_2', 'wf_1'])
      expect(idsOf(await workflows.recent({ limit: 2 }))).toEqual(['wf_4', 'wf_3'])
    })

    it('are those of a tenant, of a user, or of a user in a tenant', async () => {
      const workflows = await withFour()

      expect(idsOf(await workflows.recent({ tenant: 'guild_1', limit: 10 }))).toEqual([
        'wf_4',
        'wf_3',
        'wf_1',
      ])
      expect(idsOf(await workflows.recent({ user: '7', limit: 10 }))).toEqual(['wf_4', 'wf_2', 'wf_1'])
      expect(idsOf(await workflows.recent({ tenant: 'guild_1', user: '7', limit: 1 }))).toEqual(['wf_4'])
      expect(await workflows.recent({ tenant: 'guild_3', limit: 10 })).toEqual([])
    })

    it('come from a time on, and behind those that were seen already', async () => {
      const workflows = await withFour()
      const since = (atMs: number, offset = 0) => workflows.recent({ limit: 2, offset, sinceMs: atMs })

      expect(idsOf(await since(noonMs + 120_000))).toEqual(['wf_4', 'wf_3'])
      expect(idsOf(await since(noonMs + 120_001))).toEqual(['wf_4'])
      expect(idsOf(await since(noonMs, 1))).toEqual(['wf_3', 'wf_2'])
      expect(idsOf(await since(noonMs, 4))).toEqual([])
    })

    it('of the same moment come in the order in which they were stored', async () => {
      const { workflows } = await open()
      for (const id of ['wf_a', 'wf_c', 'wf_b']) await workflows.create(id, requestOf(), noonMs)

      expect(idsOf(await workflows.recent({ limit: 10 }))).toEqual(['wf_b', 'wf_c', 'wf_a'])
      expect(idsOf(await workflows.inStates(['queued']))).toEqual(['wf_a', 'wf_c', 'wf_b'])
    })
  })

  it('workflows in some states come oldest first', async () => {
    const workflows = await withFour()
    await workflows.begin(claimOf('wf_3'))
    await workflows.end(claimOf('wf_2'), endOf({ state: 'failed' }))

    expect(idsOf(await workflows.inStates(['queued', 'running']))).toEqual(['wf_1', 'wf_3', 'wf_4'])
    expect(idsOf(await workflows.inStates(['failed']))).toEqual(['wf_2'])
    expect(await workflows.inStates([])).toEqual([])
  })

  it('recent costs are those of completed workflows of the depth, latest end first', async () => {
    const workflows = await withFour()
    await workflows.create('wf_deep', requestOf({ depth: 'deep' }), noonMs)
    await workflows.end(claimOf('wf_1'), endOf({ costNanoUsd: usd('0.01'), atMs: noonMs + 3 }))
    await workflows.end(claimOf('wf_2'), endOf({ costNanoUsd: usd('0.02'), atMs: noonMs + 1 }))
    await workflows.end(
      claimOf('wf_3'),
      endOf({ costNanoUsd: usd('0.03'), atMs: noonMs + 2, state: 'partial' }),
    )
    await workflows.end(claimOf('wf_4'), endOf({ costNanoUsd: 0n, atMs: noonMs + 2 }))
    await workflows.end(claimOf('wf_deep'), endOf({ costNanoUsd: usd('0.05') }))

    expect(await workflows.recentCosts('quick', 10)).toEqual([usd('0.01'), 0n, usd('0.02')])
    expect(await workflows.recentCosts('quick', 1)).toEqual([usd('0.01')])
    expect(await workflows.recentCosts('experimental', 10)).toEqual([])
  })

  it('runs are counted from a moment on, that moment included', async () => {
    const workflows = await withFour()

    expect(await workflows.countRuns({ sinceMs: noonMs + 60_000 })).toBe(3)
    expect(await workflows.countRuns({ sinceMs: noonMs + 60_001 })).toBe(2)
    expect(await workflows.countRuns({ tenant: 'guild_1', sinceMs: 0 })).toBe(3)
    expect(await workflows.countRuns({ user: '8', sinceMs: 0 })).toBe(1)
    expect(await workflows.countRuns({ tenant: 'guild_2', user: '8', sinceMs: 0 })).toBe(0)
    expect(await workflows.countRuns({ state: 'failed', sinceMs: 0 })).toBe(0)
    await workflows.end(claimOf('wf_1'), endOf({ state: 'failed' }))
    expect(await workflows.countRuns({ state: 'failed', sinceMs: 0 })).toBe(1)
    expect(await workflows.countRuns({ state: 'failed', tenant: 'guild_2', sinceMs: 0 })).toBe(0)
  })
}
