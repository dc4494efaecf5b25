import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { Balance } from '../../../ledger/rules/accounts.ts'
import { coverRange } from '../../../ledger/rules/range-cover.ts'
import type { Subject } from '../../../ledger/subject.ts'
import type { TimeRange } from '../../../ledger/summary.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { SqliteDatabase } from '../database.ts'
import { entries, holds, usageRollups, userRollups } from './schema.ts'

/** What a subject has spent and set aside in any range of time, from the roll-ups and, at its ragged ends, the entries. */
export class WindowSums {
  readonly #database: SqliteDatabase

  constructor(database: SqliteDatabase) {
    this.#database = database
  }

  balanceIn(subject: Subject, range: TimeRange): Balance {
    return { spentNanoUsd: this.spentIn(subject, range), heldNanoUsd: this.#heldIn(subject, range) }
  }

  spentIn(subject: Subject, range: TimeRange): NanoUsd {
    const { rollups, edges } = coverRange(range)
    const parts = [
      ...rollups.map(({ grain, ...part }) => this.#rolledUp(subject, grain, part)),
      ...edges.map((edge) => this.#ofEntries(subject, edge)),
    ]
    return parts.reduce((sum, part) => sum + part, 0n)
  }

  /** The latest moment that anything of a subject was held at; undefined when nothing was. */
  latestHeldMs(subject: Subject): number | undefined {
    const pending = this.#database.drizzle.get<{ at: bigint | null }>(
      sql`select max(held_at_ms) as at from ${holds}
          where ${and(sql`state = 'pending'`, ofSubject(holds, subject))}`,
    ).at
    const found = [this.#bookedAt('max', subject), pending].filter((at) => at !== null)
    return found.length === 0 ? undefined : Math.max(...found.map(Number))
  }

  /** The moments between which all that is booked of a subject was held; undefined when nothing is. */
  bookedRange(subject: Subject): TimeRange | undefined {
    const [first, last] = [this.#bookedAt('min', subject), this.#bookedAt('max', subject)]
    return first === null || last === null ? undefined : { fromMs: Number(first), toMs: Number(last) + 1 }
  }

  #bookedAt(end: 'min' | 'max', subject: Subject): bigint | null {
    return this.#database.drizzle.get<{ at: bigint | null }>(
      sql`select ${sql.raw(end)}(held_at_ms) as at from ${entries} where ${and(sql`true`, ofSubject(entries, subject))}`,
    ).at
  }

  #rolledUp(subject: Subject, grain: 'hour' | 'day', { fromMs, toMs }: TimeRange): NanoUsd {
    const table = subject.kind === 'user' ? userRollups : usageRollups
    const of: SQL | undefined =
      subject.kind === 'user'
        ? eq(userRollups.user, subject.user)
        : subject.kind === 'tenant'
          ? eq(usageRollups.tenant, subject.name)
          : undefined
    return this.#sum(
      sql`select sum(amount_nano_usd) as amount from ${table}
          where ${and(eq(table.grain, grain), gte(table.startMs, fromMs), lt(table.startMs, toMs), of)}`,
    )
  }

  #ofEntries(subject: Subject, range: TimeRange): NanoUsd {
    return this.#sum(
      sql`select sum(amount_nano_usd) as amount from ${entries} where ${within(entries, subject, range)}`,
    )
  }

  #heldIn(subject: Subject, range: TimeRange): NanoUsd {
    return this.#sum(
      sql`select sum(amount_nano_usd) as amount from ${holds}
          where state = 'pending' and ${within(holds, subject, range)}`,
    )
  }

  #sum(query: SQL): NanoUsd {
    return this.#database.drizzle.get<{ amount: NanoUsd | null }>(query).amount ?? 0n
  }
}

function within(
  table: typeof entries | typeof holds,
  subject: Subject,
  { fromMs, toMs }: TimeRange,
): SQL | undefined {
  return and(gte(table.heldAtMs, fromMs), lt(table.heldAtMs, toMs), ofSubject(table, subject))
}

/** Undefined for the whole bot, and for `default`, which stands for everybody. */
function ofSubject(table: typeof entries | typeof holds, subject: Subject): SQL | undefined {
  switch (subject.kind) {
    case 'bot':
      return undefined
    case 'user':
      // The second condition lets SQLite use the partial index.
      return and(eq(table.user, subject.user), sql`user <> ''`)
    case 'tenant':
      return subject.place === 'default' ? undefined : eq(table.tenant, subject.name)
    default:
      return subject satisfies never
  }
}
