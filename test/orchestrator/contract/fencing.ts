import { describe, expect, it } from 'vitest'
import type { JournalLine } from '../../../src/ledger/journal.ts'
import { holdOf, noonMs, recordOf, settlementOf, someone, usd } from '../../support/ledger/requests.ts'
import { claimOf, endOf, requestOf } from '../../support/orchestrator/requests.ts'
import type { OpenBooks, StoreOfProcess } from '../contract.ts'

const lost = { kind: 'lost_workflow' }

function lineOf(claim: number, content: string): JournalLine {
  return { ...claimOf('wf_1', claim), task: 'analysis', step: 'part 1', version: 1, content }
}

/** What whoever has lost a workflow can still do, in the books and in the store of workflows, which are one. */
export function describeFencing(open: OpenBooks): void {
  /** A process that has begun a call for a workflow, and another that has claimed the workflow since. */
  async function withOneTakenOver() {
    const slept = await open()
    const other = await slept.openAnother()
    await slept.workflows.create('wf_1', requestOf(), noonMs)
    await slept.workflows.begin(claimOf('wf_1'))
    await slept.ledger.hold(holdOf('0.10', { id: 'before', claim: 1 }))
    await slept.die()
    const taken = await other.workflows.claim('wf_1')
    return { slept, other, taken }
  }

  describe('a workflow that another process has taken over', () => {
    it('is held money for under the later claim only', async () => {
      const { slept, other, taken } = await withOneTakenOver()

      const answers = [
        await slept.ledger.hold(holdOf('0.10', { claim: 1 })),
        await slept.ledger.hold(holdOf('0.10')),
        await other.ledger.hold(holdOf('0.10', { claim: 1 })),
        await other.ledger.hold(holdOf('0.10', { claim: 3 })),
      ]

      expect(taken).toEqual(claimOf('wf_1', 2))
      expect(answers).toEqual([lost, lost, lost, lost])
      expect(await other.ledger.hold(holdOf('0.10', { claim: 2 }))).toMatchObject({ kind: 'held' })
      const ofWorkflow2 = holdOf('0.10', { attribution: { ...someone, workflow: 'wf_2' }, claim: 1 })
      expect(await slept.ledger.hold(ofWorkflow2)).toMatchObject({ kind: 'held' })
    })

    it('may be called for under a hold of the later claim only, while that is pending', async () => {
      const { slept, other } = await withOneTakenOver()
      const later = holdOf('0.10', { id: 'later', claim: 2 })
      await other.ledger.hold(later)

      expect(await slept.ledger.stands(holdOf('0.10', { id: 'before', claim: 1 }))).toBe(false)
      expect(await slept.ledger.stands(later)).toBe(true)
      await other.ledger.void({ holdId: 'later', failed: false, atMs: noonMs })
      expect(await slept.ledger.stands(later)).toBe(false)
      expect(await slept.ledger.stands({ ...later, id: 'unknown' })).toBe(false)
    })

    it('is recorded for under the later claim only', async () => {
      const { slept, other } = await withOneTakenOver()

      expect(await slept.ledger.record(recordOf('0.10', { id: 'work', claim: 1 }))).toEqual(lost)
      expect(await other.ledger.record(recordOf('0.20', { id: 'work', claim: 2 }))).toMatchObject({
        kind: 'recorded',
        entry: { amountNanoUsd: usd('0.20') },
      })
      expect(await slept.ledger.entriesOf('wf_1')).toHaveLength(1)
    })

    it('has what was spent before booked as it was, but keeps no answer of it', async () => {
      const { slept, other } = await withOneTakenOver()
      await other.workflows.keep(lineOf(2, '"of the other"'))

      const settled = await slept.ledger.settle(
        settlementOf('before', '0.03', { keep: lineOf(1, '"of the loser"') }),
      )

      expect(settled).toMatchObject({ kind: 'settled', entry: { amountNanoUsd: usd('0.03') } })
      expect(await slept.workflows.checkpoint(lineOf(1, ''))).toMatchObject({ content: '"of the other"' })
      expect((await slept.ledger.verify()).differences).toEqual([])
    })

    it('has what was spent before booked as it was also when its hold has expired meanwhile', async () => {
      const { slept, other } = await withOneTakenOver()
      await other.ledger.expireHolds(noonMs)

      const settled = await slept.ledger.settle(settlementOf('before', '0.03', { keep: lineOf(1, '1') }))

      expect(settled).toMatchObject({ kind: 'corrected', entry: { amountNanoUsd: usd('0.03') } })
      expect(await other.workflows.checkpoint(lineOf(1, ''))).toBeUndefined()
      expect((await other.ledger.summary({ fromMs: 0, toMs: noonMs * 2 }, {})).costNanoUsd).toBe(usd('0.03'))
      expect((await slept.ledger.verify()).differences).toEqual([])
    })

    it('is neither written to, begun, ended nor put back by who has lost it', async () => {
      const { slept, other } = await withOneTakenOver()

      const answers = [
        await slept.workflows.keep(lineOf(1, '1')),
        await slept.workflows.begin(claimOf('wf_1')),
        await slept.workflows.end(claimOf('wf_1'), endOf()),
        await slept.workflows.putBack(claimOf('wf_1')),
      ]

      expect(answers).toEqual([false, false, false, false])
      expect(await slept.workflows.checkpoint(lineOf(1, ''))).toBeUndefined()
      expect(await other.workflows.end(claimOf('wf_1', 2), endOf())).toBe(true)
    })

    it('is not had again under the first claim when the first process takes it back', async () => {
      const { slept, other } = await withOneTakenOver()
      await other.workflows.putBack(claimOf('wf_1', 2))

      expect(await slept.workflows.claim('wf_1')).toEqual(claimOf('wf_1', 3))

      expect(await slept.ledger.hold(holdOf('0.10', { claim: 1 }))).toEqual(lost)
      expect(await slept.workflows.keep(lineOf(1, '1'))).toBe(false)
      expect(await slept.workflows.keep(lineOf(3, '3'))).toBe(true)
    })
  })

  it.each([
    ['has ended', (id: string, { workflows }: StoreOfProcess) => workflows.end(claimOf(id), endOf())],
    ['was put back', (id: string, { workflows }: StoreOfProcess) => workflows.putBack(claimOf(id))],
  ])('a workflow that %s is spent for and written to no more', async (_what, letGo) => {
    const books = await open()
    await books.workflows.create('wf_1', requestOf(), noonMs)
    expect(await books.workflows.keep(lineOf(1, '1'))).toBe(true)

    await letGo('wf_1', books)

    expect(await books.ledger.hold(holdOf('0.10', { claim: 1 }))).toEqual(lost)
    expect(await books.ledger.record(recordOf('0.10', { claim: 1 }))).toEqual(lost)
    expect(await books.workflows.keep(lineOf(1, '2'))).toBe(false)
    expect(await books.workflows.checkpoint(lineOf(1, ''))).toMatchObject({ content: '1' })
  })
}
