import { eq, sql } from 'drizzle-orm'
import { defaultSubject } from '../../../ledger/subject.ts'
import type { SqliteDatabase } from '../database.ts'
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
    const zones = this.#zones()
    return zones.get(subject) ?? zones.get(defaultSubject.name) ?? 'UTC'
  }

  /** Inside a write. */
  set(subject: string, timeZone: string): void {
    this.#database.drizzle
      .insert(timeZones)
      .values({ subject, timeZone })
      .onConflictDoUpdate({ target: timeZones.subject, set: { timeZone: sql`excluded.time_zone` } })
      .run()
    this.#cache = undefined
  }

  ownSubjects(): readonly string[] {
    return [...this.#zones().keys()].filter((subject) => subject !== defaultSubject.name)
  }

  stored(subject: string): string | undefined {
    return this.#database.drizzle.select().from(timeZones).where(eq(timeZones.subject, subject)).get()
      ?.timeZone
  }

  #zones(): Map<string, string> {
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
