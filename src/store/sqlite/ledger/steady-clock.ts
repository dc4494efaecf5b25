import { mostSetBackMs, steadyMs } from '../../../ledger/rules/steady-time.ts'
import type { SqliteDatabase } from '../database.ts'

/** The moments that calls count at, by what the file says was held already. */
export class SteadyClock {
  readonly #latest
  readonly #isOn: boolean

  constructor({ connection }: Pick<SqliteDatabase, 'connection'>, isOn: boolean) {
    this.#isOn = isOn
    this.#latest = connection
      .prepare<[bigint, bigint], bigint | null>(
        'select max(held_at_ms) from entries where held_at_ms > ? and held_at_ms <= ?',
      )
      .pluck()
  }

  at(nowMs: number): number {
    if (!this.#isOn) return nowMs
    const latest = this.#latest.get(BigInt(nowMs), BigInt(nowMs + mostSetBackMs))
    return steadyMs(nowMs, latest == null ? undefined : Number(latest))
  }
}
