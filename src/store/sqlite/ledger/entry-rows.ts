import { and, desc, eq, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Entry } from '../../../ledger/entry.ts'
import { attributionOf, attributionRow } from '../../attribution-columns.ts'
import type { SqliteDatabase } from '../database.ts'
import { prepareFind, prepareInsert } from '../prepared-rows.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { entries } from './schema.ts'

/** Lines of the ledger, as the file has them; never changed. */
export class EntryRows {
  readonly #find
  readonly #findReplacement
  readonly #insert
  readonly #ofWorkflow
  readonly #unresolved

  constructor({ connection, drizzle }: SqliteDatabase) {
    this.#find = prepareFind(connection, entries, 'id = ?')
    this.#findReplacement = prepareFind(connection, entries, "corrects = ? and kind = 'replacement'")
    this.#insert = prepareInsert(connection, entries)
    this.#ofWorkflow = drizzle
      .select()
      .from(entries)
      // The second condition lets SQLite use the partial index.
      .where(and(eq(entries.workflow, sql.placeholder('workflow')), sql`${entries.workflow} <> ''`))
      .orderBy(entries.sequence)
      .prepare()
    const later = alias(entries, 'later')
    const replacement = drizzle
      .select({ one: sql`1` })
      .from(later)
      .where(and(eq(later.corrects, entries.id), eq(later.kind, 'replacement')))
    this.#unresolved = drizzle
      .select()
      .from(entries)
      // Written out, not bound, so that SQLite can use the partial index.
      .where(
        and(
          sql`${entries.provenance} = 'unresolved' and ${entries.kind} <> 'reversal'`,
          notExists(replacement),
        ),
      )
      .orderBy(desc(entries.heldAtMs), desc(entries.sequence))
      .limit(sql.placeholder('limit'))
      .prepare()
  }

  find(id: string): Entry | undefined {
    const row = this.#find(id)
    return row && toEntry(row)
  }

  /** The replacement of an entry, if it was corrected. */
  replacementOf(id: string): Entry | undefined {
    const row = this.#findReplacement(id)
    return row && toEntry(row)
  }

  /** What an entry stands at: the last of its replacements, or itself. */
  standingFor(entry: Entry): Entry {
    let standing = entry
    for (let next: Entry | undefined = entry; next; next = this.replacementOf(standing.id)) standing = next
    return standing
  }

  ofWorkflow(workflow: string): readonly Entry[] {
    return this.#ofWorkflow.all({ workflow }).map(toEntry)
  }

  /** Those that stand as unresolved, newest first. */
  unresolved(limit: number): readonly Entry[] {
    return this.#unresolved.all({ limit }).map(toEntry)
  }

  insert(transaction: WriteTransaction, entry: Entry): void {
    this.#insert(transaction, { ...entry, ...attributionRow(entry), servedModel: entry.servedModel ?? '' })
  }
}

export function toEntry(row: typeof entries.$inferSelect): Entry {
  const { sequence: _sequence, ...columns } = row
  return {
    ...columns,
    corrects: row.corrects ?? undefined,
    holdId: row.holdId ?? undefined,
    servedModel: row.servedModel || undefined,
    ...attributionOf(row),
  }
}
