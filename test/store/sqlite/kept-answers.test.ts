import { expect, it } from 'vitest'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import type { JournalLine } from '../../../src/ledger/journal.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { SqliteWorkflowStore } from '../../../src/store/sqlite/workflows/sqlite-workflow-store.ts'
import { holdOf, noonMs, settlementOf, usd } from '../../support/ledger/requests.ts'
import { openLedgerOn, temporaryPath } from '../../support/ledger/temporary-books.ts'
import { located } from '../../support/sources/located.ts'

const answer: JournalLine = {
  workflow: 'wf_1',
  claim: 1,
  task: 'analysis',
  step: 'part 1',
  version: 3,
  content: '{"points":["one"]}',
}

async function openWithWorkflow() {
  const database = openDatabase(temporaryPath(), { timers: systemTimers, now: systemClock })
  const ledger = await openLedgerOn(database)
  const workflows = new SqliteWorkflowStore(database, ledger)
  const request = {
    location: located('a.txt'),
    depth: 'quick',
    tenant: 'cli',
    visibility: 'server',
  } as const
  await workflows.create('wf_1', request, noonMs)
  await ledger.hold(holdOf('0.05', { id: 'hold_a', claim: 1 }))
  const kept = () => workflows.checkpoint({ workflow: 'wf_1', task: 'analysis', step: 'part 1' })
  return { ledger, kept }
}

it('keeps the answer with the booking', async () => {
  const { ledger, kept } = await openWithWorkflow()
  await ledger.settle(settlementOf('hold_a', '0.02', { keep: answer }))
  expect(await kept()).toEqual({ version: 3, content: answer.content })
})

it('keeps the answer that comes after the hold has expired', async () => {
  const { ledger, kept } = await openWithWorkflow()
  await ledger.expire('hold_a', noonMs)
  const settled = await ledger.settle(settlementOf('hold_a', '0.02', { keep: answer }))
  expect(settled.kind).toBe('corrected')
  expect(await kept()).toEqual({ version: 3, content: answer.content })
})

it('keeps nothing where nothing is booked', async () => {
  const { ledger, kept } = await openWithWorkflow()
  await ledger.void({ holdId: 'hold_a', failed: false, atMs: noonMs })
  const settled = await ledger.settle(settlementOf('hold_a', '0.02', { keep: answer }))
  const unknown = await ledger.settle(settlementOf('hold_b', '0.02', { keep: answer }))
  expect([settled.kind, unknown.kind]).toEqual(['already_ended', 'unknown_hold'])
  expect(await kept()).toBeUndefined()
})

it('books what was paid also where there is no workflow any more to keep the answer for', async () => {
  const { ledger } = await openWithWorkflow()
  const keep = { ...answer, workflow: 'wf_unknown' }
  const settled = await ledger.settle(settlementOf('hold_a', '0.02', { keep }))
  expect(settled).toMatchObject({ kind: 'settled', entry: { amountNanoUsd: usd('0.02') } })
  expect(await ledger.holdsPending()).toEqual([])
  expect((await ledger.verify()).differences).toEqual([])
})

it('keeps the newest of a place, and the same again when a settlement is repeated', async () => {
  const { ledger, kept } = await openWithWorkflow()
  await ledger.hold(holdOf('0.05', { id: 'hold_b', claim: 1 }))
  await ledger.settle(settlementOf('hold_a', '0.02', { keep: answer }))
  const newer = settlementOf('hold_b', '0.02', { keep: { ...answer, version: 4, content: '[2]' } })
  await ledger.settle(newer)
  await ledger.settle(newer)
  expect(await kept()).toEqual({ version: 4, content: '[2]' })
})
