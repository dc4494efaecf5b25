import postgres from 'postgres'
import { newHoldId } from '../../src/app/new-hold-id.ts'
import { systemClock, systemTimers } from '../../src/app/timers.ts'
import { createCalendar } from '../../src/budget/calendar.ts'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import { openPostgres } from '../../src/store/postgres/database.ts'
import { openPostgresLedger } from '../../src/store/postgres/ledger/postgres-ledger.ts'
import { startEmbeddedServer } from '../../test/support/postgres/embedded-server.ts'
import { duration, type Measurement, paired, timeMs } from './measure.ts'
import { generous, holdRequest } from './stores.ts'

/** At once, and how many calls they make in a round. */
const loads = [
  { callers: 1, callsPerRound: 256 },
  { callers: 256, callsPerRound: 4_096 },
] as const
const rounds = 5
const servers = 200
/** How many connections insert bare rows at once. */
const connections = 32

/**
 * Hold and settle of one call, with all limits checked, roll-ups and alerts, against bare inserts of one row with as many indexes as entries
 * have that such a row is in, each in a transaction of its own, on the same server.
 */
export async function benchPostgres(): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = []
  // What a network disk takes for a commit.
  for (const delayMs of [0, 10]) {
    const settings = [`commit_delay=${delayMs * 1_000}`, 'commit_siblings=0']
    const server = await startEmbeddedServer({ settings, isDurable: true })
    try {
      measurements.push(...(await measure(server.url, delayMs)))
    } finally {
      await server.stop()
    }
  }
  return measurements
}

async function measure(url: string, delayMs: number): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = []
  const database = await openPostgres(url, { timers: systemTimers, now: systemClock })
  const ledger = await openPostgresLedger(database, {
    calendar: createCalendar(),
    now: systemClock,
    configuredBudgets: () => generous,
  })
  const bare = postgres(url, { max: connections, onnotice: () => undefined })
  try {
    await bare.unsafe(`create table bare (id text primary key, tenant text, held_at_ms bigint, workflow text, amount bigint);
      create index on bare (tenant, held_at_ms); create index on bare (held_at_ms); create index on bare (workflow)`)
    for (const { callers, callsPerRound } of loads) {
      const { measured, floor, ratio } = await paired(
        rounds,
        () => concurrently(callers, callsPerRound, (caller) => holdAndSettle(ledger, caller)),
        () =>
          concurrently(callers, callsPerRound, async (caller) => {
            const row = { id: newHoldId(), tenant: `guild_${caller % servers}`, held_at_ms: Date.now() }
            await bare`insert into bare ${bare({ ...row, workflow: `wf_${caller}`, amount: 1_500_000 })}`
          }),
      )
      measurements.push({
        name: `hold + settle on Postgres, ${callers === 1 ? '1 caller' : `${callers} callers`}, commits ${delayMs} ms late`,
        floor: `bare insert over ${Math.min(callers, connections)} connections, ${duration(floor / callsPerRound)}`,
        measured: duration(measured / callsPerRound),
        ratio,
        aim: callers === 1 ? '' : 'at most 1.67',
      })
    }
    return measurements
  } finally {
    await bare.end()
    await ledger.close()
  }
}

async function holdAndSettle(ledger: LedgerStore, caller: number): Promise<void> {
  const id = newHoldId()
  const request = holdRequest(id, Date.now())
  const attribution = { ...request.attribution, tenant: `guild_${caller % servers}`, user: `${caller}` }
  await ledger.hold({ ...request, attribution })
  await ledger.settle({
    holdId: id,
    amountNanoUsd: 1_500_000n,
    provenance: 'computed',
    usage: { inputTokens: { total: 1000 }, outputTokens: { total: 200 } },
    atMs: Date.now(),
  })
}

/** Milliseconds for so many calls, some at a time. */
function concurrently(
  lanes: number,
  calls: number,
  call: (lane: number) => Promise<unknown>,
): Promise<number> {
  let left = calls
  return timeMs(() =>
    Promise.all(
      Array.from({ length: lanes }, async (_, lane) => {
        while (left-- > 0) await call(lane)
      }),
    ),
  )
}
