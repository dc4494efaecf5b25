import { desc, eq, gte, sql } from 'drizzle-orm'
import type { CallDescription } from '../../../ledger/attribution.ts'
import type { Entry } from '../../../ledger/entry.ts'
import { type ModelRecord, overagesKept } from '../../../ledger/model-record.ts'
import { type OutputKind, outputsLookedAt } from '../../../ledger/usual-output.ts'
import type { SqliteDatabase } from '../database.ts'
import { toEntry } from './entry-rows.ts'
import { entries, holds, usageRollups } from './schema.ts'

const outputTokens = sql`json_extract(${entries.usage}, '$.outputTokens.total')`

/** What the entries say of models. The conditions are written out, not bound, so that SQLite can use the partial indexes. */
export class ModelRecords {
  readonly #cost
  readonly #overages
  readonly #cautioned
  readonly #outputs
  /** As long as nothing is booked that changes them. */
  readonly #known = new Map<string, ModelRecord>()

  constructor({ drizzle, onStale }: SqliteDatabase) {
    onStale(() => this.#known.clear())
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
    this.#outputs = drizzle
      .select({ tokens: sql<bigint>`${outputTokens}` })
      .from(entries)
      .where(
        sql`${eq(entries.provider, provider)} and ${eq(entries.model, model)}
          and ${eq(entries.operation, sql.placeholder('operation'))} and ${eq(entries.task, sql.placeholder('task'))}
          and ${entries.kind} = 'charge' and ${entries.provenance} in ('reported', 'computed') and ${outputTokens} is not null`,
      )
      .orderBy(desc(entries.sequence))
      .limit(outputsLookedAt)
      .prepare()
  }

  of(call: Pick<CallDescription, 'provider' | 'model'>): ModelRecord {
    const key = keyOf(call)
    const known = this.#known.get(key)
    if (known) return known
    const { provider, model } = call
    const read = {
      everCost: this.#cost.get({ provider, model }) !== undefined,
      overages: this.#overages.all({ provider, model }),
    }
    this.#known.set(key, read)
    return read
  }

  /** To be told of each entry that is written. */
  noteBooked(entry: Entry): void {
    const key = keyOf(entry)
    const isMore = entry.kind !== 'charge' || entry.overage || !this.#known.get(key)?.everCost
    if (isMore) this.#known.delete(key)
  }

  /** The output tokens of the latest calls of a kind, newest first. */
  outputsOf({ provider, model, operation, task }: OutputKind): readonly number[] {
    return this.#outputs.all({ provider, model, operation, task }).map(({ tokens }) => Number(tokens))
  }

  cautioned(sinceMs: number, limit: number): readonly Entry[] {
    return this.#cautioned.all({ sinceMs, limit }).map(toEntry)
  }
}

function keyOf({ provider, model }: Pick<CallDescription, 'provider' | 'model'>): string {
  return `${provider} ${model}`
}
