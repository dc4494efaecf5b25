import { describe, expect, it } from 'vitest'
import { inTurn } from '../../../src/orchestrator/in-turn.ts'
import type { WorkflowStore } from '../../../src/orchestrator/workflow-store.ts'
import { noonMs } from '../../support/ledger/requests.ts'
import { createSeededRandom } from '../../support/ledger/seeded-random.ts'
import { claimOf, requestOf } from '../../support/orchestrator/requests.ts'
import type { OpenWorkflows } from '../contract.ts'

const takenBy = async (workflows: WorkflowStore, limit: number) =>
  (await workflows.takeInTurn(limit)).map(({ claim }) => claim.workflow)

/** In which order waiting workflows are taken, and by whom. */
export function describeTurns(open: OpenWorkflows): void {
  describe('what waits for a process', () => {
    it('is taken as the rule has it, whoever runs what is running', async () => {
      const { workflows, openAnother } = await open()
      const other = await openAnother()
      const random = createSeededRandom(5)
      const asked = Array.from({ length: 24 }, (_, index) => ({
        id: `wf_${index}`,
        tenant: `guild_${random.whole(3)}`,
        user: random.pick(['7', '8', '']),
        isRunning: random.whole(4) === 0,
      }))
      for (const [index, { id, tenant, user, isRunning }] of asked.entries()) {
        await workflows.create(id, requestOf({ tenant, user: user || undefined }), noonMs + (index % 7))
        if (isRunning) await workflows.begin(claimOf(id))
        else await workflows.putBack(claimOf(id))
      }
      const oldestFirst = asked.toSorted((a, b) => (Number(a.id.slice(3)) % 7) - (Number(b.id.slice(3)) % 7))
      const waiting = oldestFirst.flatMap((one) =>
        one.isRunning ? [] : [{ ...one, state: 'queued' as const }],
      )
      const expected = inTurn(
        waiting,
        oldestFirst.filter(({ isRunning }) => isRunning),
      ).map(({ id }) => id)

      const first = await takenBy(other.workflows, 5)
      expect(first).toEqual(expected.slice(0, 5))
      for (const id of first) await other.workflows.putBack(claimOf(id, 2))

      expect(await takenBy(other.workflows, 100)).toEqual(expected)
    })

    it('had begun in a process that has died, and goes on before what has not', async () => {
      const { workflows, die, openAnother } = await open()
      const other = await openAnother()
      for (const [index, id] of ['wf_first', 'wf_begun', 'wf_last'].entries())
        await workflows.create(id, requestOf({ tenant: `guild_${index}` }), noonMs + index)
      await workflows.begin(claimOf('wf_begun'))
      await die()

      expect(await takenBy(other.workflows, 1)).toEqual(['wf_begun'])
      expect(await takenBy(other.workflows, 9)).toEqual(['wf_first', 'wf_last'])
    })

    it('is one process’s alone when several take at once, and none is left', async () => {
      const { workflows, openAnother } = await open()
      const others = await Promise.all([openAnother(), openAnother(), openAnother()])
      const ids = Array.from({ length: 12 }, (_, index) => `wf_${index}`)
      for (const id of ids) {
        await workflows.create(id, requestOf(), noonMs)
        await workflows.putBack(claimOf(id))
      }

      const taken = []
      for (let round = 0; round < 3; round += 1)
        taken.push(...(await Promise.all(others.map((one) => takenBy(one.workflows, 2)))).flat())

      expect(taken.toSorted()).toEqual(ids.toSorted())
      expect(await workflows.orphans()).toEqual([])
    })

    it('is a dead process’s too, under the next claim, and nothing that is over or forgotten', async () => {
      const { workflows, die, openAnother } = await open()
      const other = await openAnother()
      await workflows.create('wf_left', requestOf(), noonMs)
      await workflows.create('wf_over', requestOf(), noonMs)
      await workflows.end(claimOf('wf_over'), { state: 'failed', atMs: noonMs, costNanoUsd: 0n })

      await die()
      const taken = await other.workflows.takeInTurn(9)

      expect(taken.map(({ claim }) => claim)).toEqual([claimOf('wf_left', 2)])
      expect(taken[0]?.workflow).toMatchObject({ id: 'wf_left', tenant: 'guild_1' })
    })
  })
}
