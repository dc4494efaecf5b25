import postgres from 'postgres'
import { expect } from 'vitest'
import { systemClock } from '../../../src/app/timers.ts'
import type { PostgresLedger } from '../../../src/store/postgres/ledger/postgres-ledger.ts'
import type { ProviderServer } from '../providers/provider-server.ts'
import { billed } from '../providers/served-call.ts'

export interface FleetFigures {
  readonly calls: number
  /** Calls whose answer was lost, booked at what was held for them. */
  readonly unresolved: number
}

/**
 * Holds the books against the provider's own log, when nobody works on them any more: each call that it has served is booked once, by what
 * it said or, where its answer was lost, at the held amount; nothing else is booked of calls, and nothing is held.
 */
export async function expectRightFleetBooks(
  ledger: PostgresLedger,
  databaseUrl: string,
  provider: ProviderServer,
): Promise<FleetFigures> {
  await ledger.expireHolds(systemClock())
  await provider.booked(provider.requests.length)
  const calls = billed(provider.served)
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined })
  try {
    const booked = await sql<{ hold: string; provenance: string; isHeldAmount: boolean }[]>`
      select entries.hold_id as hold, entries.provenance,
        entries.amount_nano_usd = holds.amount_nano_usd as "isHeldAmount"
      from entries join holds on holds.id = entries.hold_id`
    const ofHold = Map.groupBy(booked, ({ hold }) => hold)
    expect(calls.filter(({ clientRequestId = '' }) => ofHold.get(clientRequestId)?.length !== 1)).toEqual([])
    const served = new Set(provider.requests.map(({ headers }) => headers['x-client-request-id']))
    const unresolved = booked.filter(({ provenance }) => provenance === 'unresolved')
    expect(booked.filter(({ hold, provenance }) => provenance !== 'unresolved' && !served.has(hold))).toEqual(
      [],
    )
    expect(unresolved.filter(({ isHeldAmount }) => !isHeldAmount)).toEqual([])
    expect(await ledger.verify()).toMatchObject({ ok: true, holdsPending: 0, differences: [] })
    return { calls: calls.length, unresolved: unresolved.length }
  } finally {
    await sql.end()
  }
}
