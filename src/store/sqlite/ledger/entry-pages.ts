import type { EntryPage, EntryPageRequest } from '../../../ledger/entry-page.ts'
import type { TimeRange } from '../../../ledger/summary.ts'
import type { SqliteDatabase } from '../database.ts'
import { prepareRows } from '../prepared-rows.ts'
import { toEntry } from './entry-rows.ts'
import { entries } from './schema.ts'

type Rows = ReturnType<typeof prepareRows<typeof entries>>

/** Entries a page at a time, by an index that holds them in the order of the pages. */
export class EntryPages {
  readonly #connection: SqliteDatabase['connection']
  readonly #prepared = new Map<string, Rows>()

  constructor({ connection }: SqliteDatabase) {
    this.#connection = connection
  }

  /** By when they were held, then as they were booked. */
  read({ fromMs, toMs }: TimeRange, { limit, after, tenant, user }: EntryPageRequest): EntryPage {
    const { heldAtMs, sequence } = after ?? { heldAtMs: fromMs, sequence: 0 }
    const narrowed = [
      // The second condition lets SQLite use the partial index.
      ...(user ? [["user = ? and user <> ''", user] as const] : []),
      ...(tenant ? [['tenant = ?', tenant] as const] : []),
    ]
    const rows = this.#rows(narrowed.map(([condition]) => condition))(
      ...narrowed.map(([, value]) => value),
      ...[heldAtMs, sequence, toMs, limit].map(BigInt),
    )
    const last = rows.length < limit ? undefined : rows.at(-1)
    return {
      entries: rows.map(toEntry),
      end: last && { heldAtMs: last.heldAtMs, sequence: last.sequence },
    }
  }

  #rows(narrowed: readonly string[]): Rows {
    const conditions = [...narrowed, '(held_at_ms, sequence) > (?, ?)', 'held_at_ms < ?'].join(' and ')
    const prepared =
      this.#prepared.get(conditions) ??
      prepareRows(this.#connection, entries, `where ${conditions} order by held_at_ms, sequence limit ?`)
    this.#prepared.set(conditions, prepared)
    return prepared
  }
}
