import { expect, onTestFinished } from 'vitest'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { holdOf, settlementOf } from '../ledger/requests.ts'
import { type EmbeddedServer, startEmbeddedServer } from '../postgres/embedded-server.ts'
import { openBooksAt } from '../postgres/postgres-books.ts'
import { connectTo } from '../postgres/temporary-database.ts'
import { patientTimers } from '../time/patient-timers.ts'

const callsBetweenKills = 60
const callsAtOnce = 16

/**
 * Kills a process of Postgres, or all of them, in the middle of calls, again and again. The ledger goes on by itself, and what it has
 * acknowledged is in the books once.
 */
export async function proveKilledPostgres({
  kills,
  kill,
}: {
  readonly kills: number
  readonly kill: (server: EmbeddedServer) => void | Promise<void>
}): Promise<void> {
  const server = await startEmbeddedServer()
  onTestFinished(() => server.stop())
  const ledger = await openBooksAt(server.url, { timers: patientTimers })
  const database = await connectTo(server.url, { connections: 1, timers: patientTimers })
  const acknowledged: string[] = []
  let killing = Promise.resolve()

  await Promise.all(
    Array.from({ length: callsAtOnce }, async (_, lane) => {
      for (let call = 0; acknowledged.length < (kills + 1) * callsBetweenKills; call++) {
        acknowledged.push(await callOnce(ledger, `call_${lane}_${call}`))
        const isTime = acknowledged.length % callsBetweenKills === 0
        if (isTime && acknowledged.length <= kills * callsBetweenKills)
          killing = killing.then(() => kill(server))
      }
    }),
  )
  await killing

  const rows = await database.read(({ sql }) => sql<{ hold: string }[]>`select hold_id as hold from entries`)
  expect(rows.map(({ hold }) => hold).toSorted()).toEqual(acknowledged.toSorted())
  expect(await ledger.verify()).toMatchObject({ ok: true, holdsPending: 0, differences: [] })
}

async function callOnce(ledger: LedgerStore, id: string): Promise<string> {
  const held = await ledger.hold(holdOf('0.000002', { id }))
  const settled = await ledger.settle(settlementOf(id, '0.000001'))
  expect([held.kind, settled.kind]).toEqual(['held', 'settled'])
  return id
}
