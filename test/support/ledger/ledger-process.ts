import { appendFileSync } from 'node:fs'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { createCalendar } from '../../../src/budget/calendar.ts'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { openPostgres } from '../../../src/store/postgres/database.ts'
import { openPostgresLedger } from '../../../src/store/postgres/ledger/postgres-ledger.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { openSqliteLedger } from '../../../src/store/sqlite/ledger/sqlite-ledger.ts'
import { holdOf, kindsOfHolds, noonMs, scopeOf, settlementOf } from './requests.ts'
import { createSeededRandom, type SeededRandom } from './seeded-random.ts'

/** What a process of its own does with a ledger; the parent sends it as JSON in the first argument. */
export interface LedgerProcessOrder {
  /** Of a file, or the address of a database on Postgres. */
  readonly path: string
  readonly work: keyof typeof works
  /** Also what its ids begin with. */
  readonly seed: number
  /** Of each hold of a burst. */
  readonly amountUsd?: string
  /** How often, for works that end. */
  readonly count?: number
  /** Where settled ids go, one line each, for the work that never ends. */
  readonly logPath?: string
}

const sharedScopes = [scopeOf('wf_shared', '5.00')]

const works = {
  /** Asks for many holds of different people at once; answers how many were admitted. */
  async burst(ledger: LedgerStore, { seed, count = 0, amountUsd = '0.10' }: LedgerProcessOrder) {
    const random = createSeededRandom(seed)
    let number = 0
    const next = () => {
      const attribution = { tenant: `guild_${random.whole(20)}`, user: `${random.whole(20)}` }
      return holdOf(amountUsd, { id: `burst_${seed}_${++number}`, attribution, scopes: sharedScopes })
    }
    const kinds = await kindsOfHolds(ledger, count, next)
    return kinds.filter((kind) => kind === 'held').length
  },

  /** Calls of random cost, some retried and some failed, several at a time; answers how many were held. */
  async calls(ledger: LedgerStore, { seed, count = 0 }: LedgerProcessOrder) {
    const random = createSeededRandom(seed)
    const lanes = Array.from({ length: 8 }, async (_, lane) => {
      let held = 0
      for (let call = 0; call < count / 8; call += 1)
        held += await callOnce(ledger, random, `call_${seed}_${lane}_${call}`)
      return held
    })
    return (await Promise.all(lanes)).reduce((sum, held) => sum + held, 0)
  },

  /** Holds and settles until it is killed; logs and tells each settlement after it was acknowledged. */
  async forever(ledger: LedgerStore, { seed, logPath = '' }: LedgerProcessOrder): Promise<never> {
    console.log('working')
    const lanes = Array.from({ length: 4 }, async (_, lane): Promise<never> => {
      for (let call = 0; ; call += 1) {
        const id = `forever_${seed}_${lane}_${call}`
        await ledger.hold(holdOf('0.000002', { id }))
        await ledger.settle(settlementOf(id, '0.000001'))
        appendFileSync(logPath, `${id}\n`)
        console.log(id)
      }
    })
    return Promise.race(lanes)
  },

  /** Holds once, says so and stays. */
  async linger(ledger: LedgerStore, { seed }: LedgerProcessOrder) {
    await ledger.hold(holdOf('0.10', { id: `linger_${seed}`, expiresAtMs: Number.MAX_SAFE_INTEGER }))
    console.log('held')
    return new Promise<never>(() => undefined)
  },
}

/** One call with its hold: settled, retried under the same id, failed or left to expire. */
async function callOnce(ledger: LedgerStore, random: SeededRandom, id: string): Promise<number> {
  const amountNanoUsd = BigInt(1 + random.whole(100_000_000))
  const request = holdOf('0', { id, amountNanoUsd, scopes: sharedScopes })
  const [result] = await Promise.all(
    random.whole(5) ? [ledger.hold(request)] : [ledger.hold(request), ledger.hold(request)],
  )
  if (result?.kind !== 'held') return 0
  const cost = (amountNanoUsd * BigInt(random.whole(101))) / 100n
  switch (random.whole(6)) {
    case 0:
      await ledger.void({ holdId: id, failed: true, atMs: noonMs })
      break
    case 1:
      await ledger.expire(id, noonMs)
      await ledger.settle(settlementOf(id, '0', { amountNanoUsd: cost }))
      break
    default:
      await ledger.settle(settlementOf(id, '0', { amountNanoUsd: cost }))
  }
  return 1
}

async function openAt(path: string): Promise<LedgerStore> {
  const system = { timers: systemTimers, now: systemClock }
  const books = { calendar: createCalendar(), now: systemClock }
  return path.startsWith('postgres:')
    ? openPostgresLedger(await openPostgres(path, { ...system, connections: 2 }), books)
    : openSqliteLedger(openDatabase(path, { ...system, maxBatch: 16, lockTimeoutMs: 60_000 }), books)
}

const order: LedgerProcessOrder = JSON.parse(process.argv[2] ?? '')
// Nobody is left behind when the tests are stopped.
process.stdin.on('end', () => process.exit())
process.stdin.resume()
const ledger = await openAt(order.path)
const result = await works[order.work](ledger, order)
await ledger.close()
console.log(result)
process.exit()
