import { and, eq, sql } from 'drizzle-orm'
import type { Depth, Task } from '../../../ledger/attribution.ts'
import type { Entry } from '../../../ledger/entry.ts'
import type { SqliteDatabase } from '../database.ts'
import { entries } from './schema.ts'

type EntryRow = typeof entries.$inferSelect

/** Reads and inserts lines of the ledger; never changes one. */
export class Entries {
  readonly #byId
  readonly #byHold
  readonly #correcting
  readonly #ofWorkflow
  readonly #insert

  constructor({ drizzle }: SqliteDatabase) {
    this.#byId = drizzle
      .select()
      .from(entries)
      .where(eq(entries.id, sql.placeholder('id')))
      .prepare()
    this.#byHold = drizzle
      .select()
      .from(entries)
      .where(eq(entries.holdId, sql.placeholder('holdId')))
      .orderBy(entries.sequence)
      .prepare()
    this.#correcting = drizzle
      .select()
      .from(entries)
      .where(eq(entries.corrects, sql.placeholder('id')))
      .prepare()
    this.#ofWorkflow = drizzle
      .select()
      .from(entries)
      // The second condition lets SQLite use the partial index.
      .where(and(eq(entries.workflow, sql.placeholder('workflow')), sql`${entries.workflow} <> ''`))
      .orderBy(entries.sequence)
      .prepare()
    this.#insert = drizzle
      .insert(entries)
      .values({
        id: sql.placeholder('id'),
        kind: sql.placeholder('kind'),
        corrects: sql.placeholder('corrects'),
        holdId: sql.placeholder('holdId'),
        bookedAtMs: sql.placeholder('bookedAtMs'),
        heldAtMs: sql.placeholder('heldAtMs'),
        tenant: sql.placeholder('tenant'),
        user: sql.placeholder('user'),
        workflow: sql.placeholder('workflow'),
        task: sql.placeholder('task'),
        depth: sql.placeholder('depth'),
        provider: sql.placeholder('provider'),
        model: sql.placeholder('model'),
        operation: sql.placeholder('operation'),
        priceVersion: sql.placeholder('priceVersion'),
        scopes: sql.placeholder('scopes'),
        amountNanoUsd: sql.placeholder('amountNanoUsd'),
        provenance: sql.placeholder('provenance'),
        calls: sql.placeholder('calls'),
        failedCalls: sql.placeholder('failedCalls'),
        freeRequests: sql.placeholder('freeRequests'),
        usage: sql.placeholder('usage'),
        overage: sql.placeholder('overage'),
        cautions: sql.placeholder('cautions'),
      })
      .prepare()
  }

  get(id: string): Entry | undefined {
    const row = this.#byId.get({ id })
    return row && toEntry(row)
  }

  /** The first line that a hold left behind. */
  ofHold(holdId: string): Entry | undefined {
    const row = this.#byHold.get({ holdId })
    return row && toEntry(row)
  }

  /** The replacement of an entry, if it was corrected. */
  replacementOf(id: string): Entry | undefined {
    const row = this.#correcting.all({ id }).find(({ kind }) => kind === 'replacement')
    return row && toEntry(row)
  }

  ofWorkflow(workflow: string): readonly Entry[] {
    return this.#ofWorkflow.all({ workflow }).map(toEntry)
  }

  insert(entry: Entry): void {
    this.#insert.run({
      ...entry,
      corrects: entry.corrects ?? null,
      holdId: entry.holdId ?? null,
      user: entry.user ?? '',
      workflow: entry.workflow ?? '',
      task: entry.task ?? '',
      depth: entry.depth ?? '',
    })
  }
}

export function toEntry(row: EntryRow): Entry {
  const { sequence: _sequence, ...columns } = row
  return {
    ...columns,
    corrects: row.corrects ?? undefined,
    holdId: row.holdId ?? undefined,
    ...attributionOf(row),
  }
}

/** Columns that stand as '' back to what they mean. */
export function attributionOf(row: Pick<EntryRow, 'tenant' | 'user' | 'workflow' | 'task' | 'depth'>) {
  return {
    tenant: row.tenant,
    user: row.user || undefined,
    workflow: row.workflow || undefined,
    task: (row.task || undefined) as Task | undefined,
    depth: (row.depth || undefined) as Depth | undefined,
  }
}
