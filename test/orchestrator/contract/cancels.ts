import { describe, expect, it } from 'vitest'
import { noonMs } from '../../support/ledger/requests.ts'
import { claimOf, endOf, requestOf } from '../../support/orchestrator/requests.ts'
import type { OpenWorkflows } from '../contract.ts'

const nothing = { toCancel: [], lost: [] }

/** How the process that runs a workflow learns what others want of it. */
export function describeCancels(open: OpenWorkflows): void {
  async function withOneThatRuns() {
    const books = await open()
    await books.workflows.create('wf_1', requestOf(), noonMs)
    await books.workflows.create('wf_2', requestOf(), noonMs)
    await books.workflows.begin(claimOf('wf_1'))
    return books
  }

  describe('a workflow that another process asks to cancel', () => {
    it('is to be cancelled by the one that runs it', async () => {
      const { workflows, openAnother } = await withOneThatRuns()
      const other = await openAnother()
      const before = await workflows.interruptions(['wf_1', 'wf_2'])

      expect(await other.workflows.askToCancel('wf_1', noonMs + 1)).toBe(true)

      expect(before).toEqual(nothing)
      expect(await workflows.interruptions(['wf_1', 'wf_2'])).toEqual({ toCancel: ['wf_1'], lost: [] })
      expect(await workflows.interruptions(['wf_2'])).toEqual(nothing)
      expect(await workflows.find('wf_1')).toMatchObject({ state: 'running', cancelAskedAtMs: noonMs + 1 })
    })

    it('while nobody has it is still to be cancelled by whoever goes on with it', async () => {
      const { workflows, openAnother } = await withOneThatRuns()
      const other = await openAnother()
      await workflows.putBack(claimOf('wf_1'))
      await other.workflows.askToCancel('wf_1', noonMs)

      await other.workflows.claim('wf_1')

      expect(await other.workflows.interruptions(['wf_1'])).toEqual({ toCancel: ['wf_1'], lost: [] })
    })

    it('can be gone on with after its end, as if nobody had asked', async () => {
      const { workflows } = await withOneThatRuns()
      await workflows.askToCancel('wf_1', noonMs)
      await workflows.end(claimOf('wf_1'), endOf({ state: 'cancelled' }))

      await workflows.claim('wf_1')

      expect(await workflows.interruptions(['wf_1'])).toEqual(nothing)
      expect(await workflows.find('wf_1')).toMatchObject({ state: 'queued', cancelAskedAtMs: undefined })
    })

    it.each(['completed', 'partial', 'cancelled'] as const)('%s has ended, and stays so', async (state) => {
      const { workflows } = await withOneThatRuns()
      await workflows.end(claimOf('wf_1'), endOf({ state }))

      expect(await workflows.askToCancel('wf_1', noonMs)).toBe(false)
      expect(await workflows.find('wf_1')).toMatchObject({ state, cancelAskedAtMs: undefined })
    })

    it('is none that nobody knows', async () => {
      const { workflows } = await open()

      expect(await workflows.askToCancel('wf_nobody', noonMs)).toBe(false)
    })
  })

  it('a workflow that another process has taken over is lost', async () => {
    const { workflows, die, openAnother } = await withOneThatRuns()
    const other = await openAnother()
    await die()
    await other.workflows.claim('wf_1')

    expect(await workflows.interruptions(['wf_1', 'wf_2'])).toEqual({ toCancel: [], lost: ['wf_1'] })
  })
}
