import { eq, inArray } from 'drizzle-orm'
import { heartbeatEveryMs, type IsAlive, isAlive, type ProcessIdentity, thisProcess } from '../processes.ts'
import type { SqliteDatabase } from './database.ts'
import { processes } from './ledger/schema.ts'
import type { WriteTransaction } from './write-queue.ts'

/** Who else works on this file. */
export class ProcessRegistry {
  readonly #database: SqliteDatabase
  readonly #id: string
  readonly #now: () => number
  readonly #identity: ProcessIdentity
  readonly #isAlive: IsAlive
  #stopBeating: (() => void) | undefined

  constructor(
    database: SqliteDatabase,
    id: string,
    now: () => number,
    options: { readonly process?: ProcessIdentity | undefined; readonly isAlive?: IsAlive | undefined },
  ) {
    this.#database = database
    this.#id = id
    this.#now = now
    this.#identity = options.process ?? thisProcess()
    this.#isAlive = options.isAlive ?? isAlive
  }

  register({ drizzle }: WriteTransaction): void {
    drizzle
      .insert(processes)
      .values({ id: this.#id, ...this.#identity, heartbeatAtMs: this.#now() })
      .run()
  }

  start(): void {
    this.#stopBeating = this.#database.timers.every(heartbeatEveryMs, () => {
      const beat = this.#database.write(({ drizzle }) => {
        drizzle.update(processes).set({ heartbeatAtMs: this.#now() }).where(eq(processes.id, this.#id)).run()
      })
      // A missed heartbeat harms nobody on this host, and the next use case reports what is wrong with the file.
      beat.catch(() => undefined)
    })
  }

  stop(): void {
    this.#stopBeating?.()
  }

  /** Those of the ids whose process has died or has left without ending its holds. */
  deadAmong(ids: readonly string[]): readonly string[] {
    if (ids.length === 0) return []
    const known = this.#database.drizzle
      .select()
      .from(processes)
      .where(inArray(processes.id, [...ids]))
      .all()
    const alive = new Set(known.filter((row) => this.#isAlive(row, this.#now())).map(({ id }) => id))
    return ids.filter((id) => !alive.has(id))
  }

  leave({ drizzle }: WriteTransaction): void {
    drizzle.delete(processes).where(eq(processes.id, this.#id)).run()
  }
}
