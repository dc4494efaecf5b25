import { expect, it } from 'vitest'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { failureOf } from '../../support/failure-of.ts'
import { budgetOf, holdOf, noonMs, settlementOf } from '../../support/ledger/requests.ts'
import { breakableConnection } from '../../support/postgres/breakable-connection.ts'
import { openBooksAt } from '../../support/postgres/postgres-books.ts'
import { temporaryDatabase } from '../../support/postgres/temporary-database.ts'
import { HandDrivenTimers } from '../../support/time/hand-driven-timers.ts'

const retryAfterMs = 100
const patienceMs = 500

async function openBreakable() {
  const url = await temporaryDatabase()
  const connection = await breakableConnection(url)
  const timers = new HandDrivenTimers(noonMs)
  const ledger = await openBooksAt(connection.url, { timers, patienceMs })
  return { url, connection, timers, ledger }
}

/** After that nothing has to be read for the next call of the kind. */
async function spendOnce(ledger: LedgerStore): Promise<void> {
  await ledger.hold(holdOf('0.10', { id: 'before' }))
  await ledger.settle(settlementOf('before', '0.04'))
}

it('a hold waits for a Postgres that is away, and goes on when it is back', async () => {
  const { connection, timers, ledger } = await openBreakable()
  await ledger.hold(holdOf('0.10', { id: 'before' }))
  connection.cut()
  const asked = ledger.hold(holdOf('0.20', { id: 'meanwhile' }))
  await timers.asked(retryAfterMs)

  await connection.mend()
  await timers.pass(retryAfterMs)

  expect(await asked).toMatchObject({ kind: 'held' })
  expect((await ledger.holdsPending()).map(({ id }) => id)).toEqual(['before', 'meanwhile'])
})

it('holds are refused when it stays away, those that came later at the same moment, and nothing is held', async () => {
  const { url, connection, timers, ledger } = await openBreakable()
  connection.cut()
  const first = failureOf(ledger.hold(holdOf('0.10')))
  await timers.asked(retryAfterMs)
  const second = failureOf(ledger.hold(holdOf('0.10')))

  for (let waited = 0; waited < patienceMs; waited += retryAfterMs) {
    await timers.asked(retryAfterMs, 1 + waited / retryAfterMs)
    await timers.pass(retryAfterMs)
  }
  const failures = await Promise.all([first, second])

  const unreachable = { name: 'LedgerError', reason: 'unreachable' }
  expect(failures).toMatchObject([unreachable, unreachable])
  await connection.mend()
  expect(await (await openBooksAt(url)).holdsPending()).toEqual([])
})

it('what was committed counts once when its answer is lost', async () => {
  const { connection, timers, ledger } = await openBreakable()
  await spendOnce(ledger)
  await ledger.hold(holdOf('0.10', { id: 'hold_a' }))
  connection.loseNextCommit()
  const [settled] = await Promise.all([
    ledger.settle(settlementOf('hold_a', '0.04')),
    ledger.audit({ atMs: noonMs, by: 'owner', action: 'noted', subject: 'x', detail: {} }),
  ])
  connection.loseNextCommit()
  const asked = ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
  await timers.asked(retryAfterMs)
  await timers.pass(retryAfterMs)
  const budget = await asked

  expect([settled.kind, budget.kind]).toEqual(['settled', 'set'])
  expect((await ledger.auditTrail(10)).map(({ action }) => action)).toEqual(['budget.set', 'noted'])
  expect(await ledger.verify()).toMatchObject({ ok: true, entries: 2, holdsPending: 0 })
})

it('what never reached the server is done again, once', async () => {
  const { connection, timers, ledger } = await openBreakable()
  await spendOnce(ledger)
  await ledger.hold(holdOf('0.10', { id: 'hold_a' }))
  connection.stopNextCommit()
  const settled = await ledger.settle(settlementOf('hold_a', '0.04'))
  connection.stopNextCommit()
  const asked = ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
  await timers.asked(retryAfterMs)
  await timers.pass(retryAfterMs)

  expect([settled.kind, (await asked).kind]).toEqual(['settled', 'set'])
  expect(await ledger.budgetHistory(bookedSubject('guild_1'), 10)).toHaveLength(1)
  expect(await ledger.verify()).toMatchObject({ ok: true, entries: 2, holdsPending: 0 })
})

it.each(['with silence', 'with a closed door'] as const)(
  'a server that meets those who ask %s is given up when the patience is over',
  async (greeting) => {
    const { connection, timers, ledger } = await openBreakable()
    await ledger.hold(holdOf('0.10'))
    // By then nothing is under way any more.
    await ledger.holdsPending()
    connection.greet(greeting)
    const read = failureOf(ledger.holdsPending())
    const written = failureOf(ledger.hold(holdOf('0.10', { id: 'later' })))
    await timers.pass(patienceMs)

    const unreachable = { name: 'LedgerError', reason: 'unreachable' }
    expect(await Promise.all([read, written])).toMatchObject([unreachable, unreachable])
    await connection.mend()
  },
)
