import { describe, expect, it } from 'vitest'
import type { WorkflowClaim } from '../../../src/ledger/journal.ts'
import type { Workflow } from '../../../src/orchestrator/workflow.ts'
import { noonMs, usd } from '../../support/ledger/requests.ts'
import { claimOf, endOf, requestOf } from '../../support/orchestrator/requests.ts'
import type { OpenWorkflows } from '../contract.ts'

const idsOf = (workflows: readonly Workflow[]) => workflows.map(({ id }) => id)

/** Which process runs a workflow. */
export function describeClaims(open: OpenWorkflows): void {
  async function withOneThatRuns() {
    const books = await open()
    await books.workflows.create('wf_1', requestOf(), noonMs)
    await books.workflows.begin(claimOf('wf_1'))
    return books
  }

  describe('a workflow that a living process runs', () => {
    it('is no orphan, and nobody else gets it', async () => {
      const { openAnother } = await withOneThatRuns()
      const other = await openAnother()

      expect(await other.workflows.orphans()).toEqual([])
      expect(await other.workflows.claim('wf_1')).toBeUndefined()
    })

    it.each([0, 2])('is not begun, ended or put back under claim %d', async (claim) => {
      const { openAnother, workflows } = await withOneThatRuns()
      const other = await openAnother()

      const answers = [
        await other.workflows.begin(claimOf('wf_1', claim)),
        await other.workflows.end(claimOf('wf_1', claim), endOf()),
        await other.workflows.putBack(claimOf('wf_1', claim)),
      ]

      expect(answers).toEqual([false, false, false])
      expect(await workflows.find('wf_1')).toMatchObject({ state: 'running', endedAtMs: undefined })
    })

    it('is an orphan for others when that process dies', async () => {
      const { die, openAnother } = await withOneThatRuns()
      const other = await openAnother()
      await other.workflows.create('wf_2', requestOf(), noonMs)

      await die()

      expect(idsOf(await other.workflows.orphans())).toEqual(['wf_1'])
      expect(await other.workflows.claim('wf_1')).toEqual(claimOf('wf_1', 2))
      expect(await other.workflows.orphans()).toEqual([])
    })

    it('is one process’s alone when two want it after that', async () => {
      const { die, openAnother } = await withOneThatRuns()
      const others = [await openAnother(), await openAnother()]
      await die()

      const answers = await Promise.all(others.map(({ workflows }) => workflows.claim('wf_1')))

      expect(answers.filter(Boolean)).toEqual([claimOf('wf_1', 2)])
    })
  })

  describe('a workflow that was put back', () => {
    it('is queued, an orphan for everybody, and whoever claims it has it', async () => {
      const { workflows, openAnother } = await withOneThatRuns()
      const other = await openAnother()

      expect(await workflows.putBack(claimOf('wf_1'))).toBe(true)

      expect(await workflows.find('wf_1')).toMatchObject({ state: 'queued' })
      expect(idsOf(await workflows.orphans())).toEqual(['wf_1'])
      expect(idsOf(await other.workflows.orphans())).toEqual(['wf_1'])
      expect([await other.workflows.claim('wf_1'), await workflows.claim('wf_1')]).toEqual([
        claimOf('wf_1', 2),
        undefined,
      ])
      expect(await workflows.end(claimOf('wf_1'), endOf())).toBe(false)
    })
  })

  describe('a workflow that has ended', () => {
    it.each(['partial', 'refused', 'failed', 'cancelled'] as const)(
      '%s can be claimed by one',
      async (state) => {
        const { workflows, openAnother } = await withOneThatRuns()
        const other = await openAnother()
        await workflows.end(claimOf('wf_1'), endOf({ state }))

        const answers = await Promise.all([workflows.claim('wf_1'), other.workflows.claim('wf_1')])

        expect(answers.filter(Boolean)).toEqual([claimOf('wf_1', 2)])
        expect(await workflows.find('wf_1')).toMatchObject({ state: 'queued' })
      },
    )

    it('completed cannot', async () => {
      const { workflows } = await withOneThatRuns()
      await workflows.end(claimOf('wf_1'), endOf({ state: 'completed' }))

      expect(await workflows.claim('wf_1')).toBeUndefined()
    })
  })

  it('a claim may set another ceiling, and else leaves the one that is there', async () => {
    const { workflows } = await open()
    await workflows.create('wf_1', requestOf({ maxCostNanoUsd: usd('0.10') }), noonMs)
    const ceilings = []
    let claim: WorkflowClaim | undefined = claimOf('wf_1')
    for (const ceiling of [undefined, usd('0.20')]) {
      await workflows.putBack(claim ?? claimOf('wf_1'))
      claim = await workflows.claim('wf_1', ceiling)
      ceilings.push((await workflows.find('wf_1'))?.maxCostNanoUsd)
    }

    expect(ceilings).toEqual([usd('0.10'), usd('0.20')])
  })

  it('a claim of what nobody knows is none', async () => {
    const { workflows } = await open()

    expect(await workflows.claim('wf_nobody')).toBeUndefined()
  })

  it('orphans come oldest first', async () => {
    const { workflows } = await open()
    for (const [id, atMs] of [
      ['wf_b', 2],
      ['wf_a', 1],
      ['wf_c', 3],
    ] as const) {
      await workflows.create(id, requestOf(), noonMs + atMs)
      await workflows.putBack(claimOf(id))
    }

    expect(idsOf(await workflows.orphans())).toEqual(['wf_a', 'wf_b', 'wf_c'])
  })
}
