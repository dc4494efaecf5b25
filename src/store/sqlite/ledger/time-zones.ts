import { eq, sql } from 'drizzle-orm'
import { defaultSubject } from '../../../ledger/subject.ts'
import type { SqliteDatabase } from '../database.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { timeZones } from './schema.ts'

/** Time zones of subjects, as stored; cached until another process writes. */
export class TimeZones {
  readonly #database: SqliteDatabase
  #cache: Map<string, string> | undefined

  constructor(database: SqliteDatabase) {
    this.#database = database
    database.onStale(() => {
      this.#cache = undefined
    })
  }

  /** The subject's own zone, else the default one. */
  of(subject: string): string {
    const zones = this.all()
    return zones.get(subject) ?? zones.get(defaultSubject.name) ?? 'UTC'
  }

  set({ drizzle }: WriteTransaction, subject: string, timeZone: string): void {
    drizzle
      .insert(timeZones)
      .values({ subject, timeZone })
      .onConflictDoUpdate({ target: timeZones.subject, set: { timeZone: sql`excluded.time_zone` } })
      .run()
    this.#cache = undefined
  }

  ownSubjects(): readonly string[] {
    return [...this.all().keys()].filter((subject) => subject !== defaultSubject.name)
  }

  stored(subject: string): string | undefined {
    return this.#database.drizzle.select().from(timeZones).where(eq(timeZones.subject, subject)).get()
      ?.timeZone
  }

  /** The same map until a zone changes. */
  all(): ReadonlyMap<string, string> {
    this.#cache ??= new Map(
      this.#database.drizzle
        .select()
        .from(timeZones)
        .all()
        .map((row) => [row.subject, row.timeZone]),
    )
    return this.#cache
  }
}
