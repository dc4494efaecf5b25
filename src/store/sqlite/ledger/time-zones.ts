import { asc, desc, eq } from 'drizzle-orm'
import type { ZoneHistory, ZoneSpan } from '../../../ledger/rules/time-zones.ts'
import { zoneSpans } from '../../../ledger/rules/time-zones.ts'
import { defaultSubject, type Subject } from '../../../ledger/subject.ts'
import type { TimeZoneChange } from '../../../ledger/time-zone.ts'
import type { SqliteDatabase } from '../database.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { timeZoneChanges, timeZones } from './schema.ts'

const noHistory: ZoneHistory = { initial: undefined, changes: [] }

/** Time zones of subjects and how they came to be; cached until another process writes. */
export class TimeZones {
  readonly #database: SqliteDatabase
  #cache: ReadonlyMap<string, ZoneHistory> | undefined
  #spans = new Map<string, readonly ZoneSpan[]>()

  constructor(database: SqliteDatabase) {
    this.#database = database
    database.onStale(() => this.#forget())
  }

  /** The subject's own zone, else the default one. */
  of(subject: Subject): string {
    return this.spansOf(subject).at(-1)?.timeZone ?? 'UTC'
  }

  /** The zones of a subject one after another, the present one last. */
  spansOf(subject: Subject): readonly ZoneSpan[] {
    const histories = this.all()
    let spans = this.#spans.get(subject.name)
    if (!spans) {
      const byDefault = histories.get(defaultSubject.name) ?? noHistory
      spans =
        subject.name === defaultSubject.name
          ? zoneSpans(byDefault, noHistory)
          : zoneSpans(histories.get(subject.name) ?? noHistory, byDefault)
      this.#spans.set(subject.name, spans)
    }
    return spans
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
    return [...this.all().keys()].filter((subject) => subject !== defaultSubject.name)
  }

  /** Whether the books know what everybody's zone is. */
  hasDefault(): boolean {
    return this.all().has(defaultSubject.name)
  }

  /** The same map until a zone changes. */
  all(): ReadonlyMap<string, ZoneHistory> {
    this.#cache ??= this.#read()
    return this.#cache
  }

  #read(): ReadonlyMap<string, ZoneHistory> {
    const { drizzle } = this.#database
    const histories = new Map<string, ZoneHistory>()
    for (const { subject, timeZone } of drizzle.select().from(timeZones).all())
      histories.set(subject, { initial: timeZone, changes: [] })
    for (const change of drizzle
      .select()
      .from(timeZoneChanges)
      .orderBy(asc(timeZoneChanges.sequence))
      .all()) {
      const { initial, changes } = histories.get(change.subject) ?? noHistory
      histories.set(change.subject, { initial, changes: [...changes, change] })
    }
    return histories
  }

  #forget(): void {
    this.#cache = undefined
    this.#spans = new Map()
  }
}
