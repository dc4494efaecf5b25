import { expect, it } from 'vitest'
import { Confidence } from '../../../src/store/postgres/ledger/confidence.ts'
import {
  budgetOf,
  dayMs,
  holdOf,
  noonMs,
  recordOf,
  scopeOf,
  settlementOf,
  spend,
  usd,
} from '../../support/ledger/requests.ts'
import { requestOf } from '../../support/orchestrator/requests.ts'
import { deliveredAlerts } from '../../support/outbox/delivered-alerts.ts'
import { openBooksAt } from '../../support/postgres/postgres-books.ts'
import { openStoresOn } from '../../support/postgres/stores.ts'
import { temporaryDatabase } from '../../support/postgres/temporary-database.ts'

/** Two processes on one database; the first has everything in mind that a call of the server needs. */
async function twoProcesses() {
  const url = await temporaryDatabase()
  const { ledger, workflows, outbox } = await openStoresOn(url)
  const other = await openBooksAt(url)
  await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
  await ledger.hold(holdOf('0.10', { id: 'mine', scopes: [scopeOf('wf_1', '1.00')] }))
  return { ledger, other, workflows, outbox }
}

it('what another process has held and spent meanwhile counts', async () => {
  const { ledger, other } = await twoProcesses()
  await other.hold(holdOf('0.30'))
  await spend(other, '0.20')

  const kinds = []
  for (const amount of ['0.41', '0.40', '0.000000001']) kinds.push((await ledger.hold(holdOf(amount))).kind)

  expect(kinds).toEqual(['refused', 'held', 'refused'])
  expect(await ledger.verify()).toMatchObject({ ok: true })
})

it('what another process has given back meanwhile can be held', async () => {
  const { ledger, other } = await twoProcesses()
  await ledger.hold(holdOf('0.90', { id: 'theirs' }))
  expect((await ledger.hold(holdOf('0.50'))).kind).toBe('refused')
  await other.void({ holdId: 'theirs', failed: false, atMs: noonMs })

  expect((await ledger.hold(holdOf('0.90'))).kind).toBe('held')
})

it('a limit that another process has lowered meanwhile binds', async () => {
  const { ledger, other } = await twoProcesses()
  await other.setBudget(budgetOf('guild_1', 'day', '0.15'))

  expect((await ledger.hold(holdOf('0.06'))).kind).toBe('refused')
  expect((await ledger.hold(holdOf('0.05'))).kind).toBe('held')
})

it('an id that another process has used meanwhile is answered with what was made of it', async () => {
  const { ledger, other } = await twoProcesses()
  const request = holdOf('0.20', { id: 'same' })
  await other.hold(request)
  await other.record(recordOf('0.05', { id: 'same entry' }))

  expect((await ledger.hold(request)).kind).toBe('held')
  await expect(ledger.hold(holdOf('0.30', { id: 'same' }))).rejects.toThrow('same')
  expect((await ledger.record(recordOf('0.05', { id: 'same entry' }))).kind).toBe('recorded')
  expect((await ledger.budgetStatus(budgetOf('guild_1', 'day', '1').subject, noonMs))[1]).toMatchObject({
    spentNanoUsd: usd('0.05'),
    heldNanoUsd: usd('0.30'),
  })
})

it('a hold that another process has ended meanwhile has ended', async () => {
  const { ledger, other } = await twoProcesses()
  const { attribution } = holdOf('0')
  expect(await ledger.stands({ id: 'mine', attribution })).toBe(true)
  await other.expire('mine', noonMs + dayMs)

  expect(await ledger.stands({ id: 'mine', attribution })).toBe(false)
  const settled = await ledger.settle(settlementOf('mine', '0.04'))

  expect(settled.kind).toBe('corrected')
  expect(await ledger.verify()).toMatchObject({ ok: true, holdsPending: 0 })
})

it('a run that was claimed anew meanwhile spends no more under its first claim', async () => {
  const { ledger, workflows } = await twoProcesses()
  const { claim } = await workflows.create('wf_1', requestOf({ tenant: 'guild_1' }), noonMs)
  expect((await ledger.hold(holdOf('0.10', { claim }))).kind).toBe('held')
  await workflows.putBack({ workflow: 'wf_1', claim })

  expect((await ledger.hold(holdOf('0.10', { claim }))).kind).toBe('lost_workflow')
  expect((await ledger.record(recordOf('0.10', { claim }))).kind).toBe('lost_workflow')
})

it('a threshold that another process has passed meanwhile is told once', async () => {
  const { ledger, other, outbox } = await twoProcesses()
  await spend(ledger, '0.55')
  await spend(other, '0.25')
  await spend(ledger, '0.05')
  await spend(other, '0.01')
  await spend(ledger, '0.05')

  const alerts = await deliveredAlerts(outbox, noonMs)
  expect(alerts.map(({ thresholdPercent }) => thresholdPercent)).toEqual([50, 75, 90])
})

it('of what is asked for at once in several batches, all counts once and no limit is passed', async () => {
  const { ledger, other } = await twoProcesses()
  const ask = (books: typeof other) =>
    Promise.all(Array.from({ length: 300 }, () => books.hold(holdOf('0.01'))))

  const results = (await Promise.all([ask(ledger), ask(other), ask(ledger)])).flat()

  expect(results.filter(({ kind }) => kind === 'held')).toHaveLength(90)
  expect(await ledger.verify()).toMatchObject({ ok: true, holdsPending: 91 })
})

it('after having been wrong it is waited for longer and longer, until it was right once', () => {
  const confidence = new Confidence()
  const waited = () => {
    let batches = 0
    for (; !confidence.isThere; batches += 1) confidence.wait()
    return batches
  }

  const waits = [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
    confidence.lose()
    return waited()
  })
  confidence.gain()
  confidence.lose()

  expect([...waits, waited()]).toEqual([1, 2, 4, 8, 16, 32, 64, 64, 1])
})
