import { desc, eq, gte, sql } from 'drizzle-orm'
import type { CallDescription } from '../../../ledger/attribution.ts'
import type { Entry } from '../../../ledger/entry.ts'
import { type ModelRecord, overagesKept } from '../../../ledger/model-record.ts'
import type { SqliteDatabase } from '../database.ts'
import { toEntry } from './entry-rows.ts'
import { entries, holds, usageRollups } from './schema.ts'

/** What the entries say of models. The conditions are written out, not bound, so that SQLite can use the partial indexes. */
export class ModelRecords {
  readonly #cost
  readonly #overages
  readonly #cautioned

  constructor({ drizzle }: SqliteDatabase) {
    const provider = sql.placeholder('provider')
    const model = sql.placeholder('model')
    this.#cost = drizzle
      .select({ one: sql`1` })
      .from(usageRollups)
      .where(
        sql`${eq(usageRollups.provider, provider)} and ${eq(usageRollups.model, model)} and ${usageRollups.amountNanoUsd} > 0`,
      )
      .limit(1)
      .prepare()
    this.#overages = drizzle
      .select({
        atMs: entries.bookedAtMs,
        heldNanoUsd: holds.amountNanoUsd,
        amountNanoUsd: entries.amountNanoUsd,
      })
      .from(entries)
      .innerJoin(holds, eq(holds.id, entries.holdId))
      .where(
        sql`${eq(entries.provider, provider)} and ${eq(entries.model, model)} and ${entries.overage} = 1 and ${entries.kind} <> 'reversal'`,
      )
      .orderBy(desc(entries.sequence))
      .limit(overagesKept)
      .prepare()
    this.#cautioned = drizzle
      .select()
      .from(entries)
      .where(sql`${gte(entries.bookedAtMs, sql.placeholder('sinceMs'))} and ${entries.cautions} <> '[]'`)
      .orderBy(desc(entries.bookedAtMs), desc(entries.sequence))
      .limit(sql.placeholder('limit'))
      .prepare()
  }

  of({ provider, model }: Pick<CallDescription, 'provider' | 'model'>): ModelRecord {
    return {
      everCost: this.#cost.get({ provider, model }) !== undefined,
      overages: this.#overages.all({ provider, model }),
    }
  }

  cautioned(sinceMs: number, limit: number): readonly Entry[] {
    return this.#cautioned.all({ sinceMs, limit }).map(toEntry)
  }
}
