import { eq } from 'drizzle-orm'
import type { Duty, Leadership } from '../../../fleet/leadership.ts'
import type { ReadingDrizzle, SqliteDatabase } from '../database.ts'
import { dutyHolders } from './schema.ts'

interface LeadershipOptions {
  /** This process, as the ledger has registered it. */
  readonly processId: string
  /** Which of these processes no longer live. */
  readonly deadAmong: (processes: readonly string[]) => readonly string[]
}

/** A duty stays with whoever has taken it first, as long as that process lives. */
export class SqliteLeadership implements Leadership {
  readonly #database: SqliteDatabase
  readonly #options: LeadershipOptions

  constructor(database: SqliteDatabase, options: LeadershipOptions) {
    this.#database = database
    this.#options = options
  }

  async leads(duty: Duty): Promise<boolean> {
    const { processId: process, deadAmong } = this.#options
    const isFree = (drizzle: ReadingDrizzle) => {
      const holder = holderOf(duty, drizzle)
      return holder === undefined || deadAmong([holder]).length > 0
    }
    try {
      if (holderOf(duty, this.#database.drizzle) === process) return true
      if (!isFree(this.#database.drizzle)) return false
      return await this.#database.write(({ drizzle }) => {
        if (!isFree(drizzle)) return holderOf(duty, drizzle) === process
        const change = { target: dutyHolders.duty, set: { process } }
        drizzle.insert(dutyHolders).values({ duty, process }).onConflictDoUpdate(change).run()
        return true
      })
    } catch {
      return false
    }
  }
}

function holderOf(duty: Duty, drizzle: ReadingDrizzle): string | undefined {
  return drizzle.select().from(dutyHolders).where(eq(dutyHolders.duty, duty)).get()?.process
}
