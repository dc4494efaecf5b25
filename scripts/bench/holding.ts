import { join } from 'node:path'
import Database from 'better-sqlite3'
import { newHoldId } from '../../src/app/new-hold-id.ts'
import { duration, type Measurement, paired, timeMs } from './measure.ts'
import { holdRequest, inFolder, openBenchLedger } from './stores.ts'

const callsPerRound = 1_024
const rounds = 5

/** Hold and settle of one call against a bare insert of one row with the same pragmas. */
export async function benchHolding(): Promise<readonly Measurement[]> {
  return inFolder(async (folder) => {
    const ledger = await openBenchLedger(join(folder, 'ledger.db'))
    const bare = openBare(join(folder, 'bare.db'))
    const measurements: Measurement[] = []
    for (const [callers, aim] of [
      [1, 'at most 4'],
      [256, 'at most 0.7'],
    ] as const) {
      const result = await paired(
        rounds,
        () =>
          concurrently(callers, async () => {
            const id = newHoldId()
            await ledger.hold(holdRequest(id, Date.now()))
            await ledger.settle({
              holdId: id,
              amountNanoUsd: 1_500_000n,
              provenance: 'computed',
              usage: { inputTokens: { total: 1000 }, outputTokens: { total: 200 } },
              atMs: Date.now(),
            })
          }),
        () => concurrently(callers, async () => bare.insert()),
      )
      measurements.push({
        name: `hold + settle, ${callers} ${callers === 1 ? 'caller' : 'callers'}`,
        floor: `bare insert, ${duration(result.floor / callsPerRound)}`,
        measured: duration(result.measured / callsPerRound),
        ratio: result.ratio,
        aim,
      })
    }
    await ledger.close()
    bare.close()
    return measurements
  })
}

function openBare(file: string) {
  const database = new Database(file)
  database.pragma('journal_mode = wal')
  database.pragma('synchronous = full')
  database.exec('create table entries (id text primary key, amount integer not null)')
  const insert = database.prepare('insert into entries (id, amount) values (?, ?)')
  return { insert: () => insert.run(newHoldId(), 1_500_000n), close: () => database.close() }
}

/** Milliseconds for `callsPerRound` calls, so many at a time. */
function concurrently(callers: number, call: () => Promise<unknown>): Promise<number> {
  let left = callsPerRound
  return timeMs(() =>
    Promise.all(
      Array.from({ length: callers }, async () => {
        while (left-- > 0) await call()
      }),
    ),
  )
}
