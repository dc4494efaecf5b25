import { asc, desc, eq } from 'drizzle-orm'
import type { ZoneHistory, ZoneSpan } from '../../../ledger/rules/time-zones.ts'
import { ZoneBook } from '../../../ledger/rules/zone-book.ts'
import { defaultSubject, type Subject } from '../../../ledger/subject.ts'
import type { TimeZoneChange } from '../../../ledger/time-zone.ts'
import type { SqliteDatabase } from '../database.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { timeZoneChanges, timeZones } from './schema.ts'

/** Time zones of subjects and how they came to be; cached until another process writes. */
export class TimeZones {
  readonly #database: SqliteDatabase
  #cache: ZoneBook | undefined

  constructor(database: SqliteDatabase) {
    this.#database = database
    database.onStale(() => this.#forget())
  }

  /** The subject's own zone, else the default one. */
  of(subject: Subject): string {
    return this.#book().of(subject)
  }

  /** The zones of a subject one after another, the present one last. */
  spansOf(subject: Subject): readonly ZoneSpan[] {
    return this.#book().spansOf(subject)
  }

  /** The zone that everybody has from the beginning, in books that have none yet. */
  setInitialDefault({ drizzle }: WriteTransaction, timeZone: string): void {
    drizzle.insert(timeZones).values({ subject: defaultSubject.name, timeZone }).run()
    this.#forget()
  }

  add({ drizzle }: WriteTransaction, change: TimeZoneChange): void {
    drizzle
      .insert(timeZoneChanges)
      .values({ ...change, subject: change.subject.name })
      .run()
    this.#forget()
  }

  /** Newest first. */
  history(subject: Subject, limit: number): readonly TimeZoneChange[] {
    return this.#database.drizzle
      .select()
      .from(timeZoneChanges)
      .where(eq(timeZoneChanges.subject, subject.name))
      .orderBy(desc(timeZoneChanges.sequence))
      .limit(limit)
      .all()
      .map(({ sequence: _sequence, ...change }) => ({ ...change, subject }))
  }

  ownSubjects(): readonly string[] {
    return this.#book().ownSubjects()
  }

  /** Whether the books know what everybody's zone is. */
  hasDefault(): boolean {
    return this.#book().hasDefault()
  }

  /** The same map until a zone changes. */
  all(): ReadonlyMap<string, ZoneHistory> {
    return this.#book().all()
  }

  #book(): ZoneBook {
    this.#cache ??= readZones(this.#database)
    return this.#cache
  }

  #forget(): void {
    this.#cache = undefined
  }
}

export function readZones({ drizzle }: Pick<SqliteDatabase, 'drizzle'>): ZoneBook {
  return ZoneBook.from(
    drizzle.select().from(timeZones).all(),
    drizzle.select().from(timeZoneChanges).orderBy(asc(timeZoneChanges.sequence)).all(),
  )
}
