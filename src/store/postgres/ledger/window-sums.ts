import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { Balance } from '../../../ledger/rules/accounts.ts'
import { coverRange } from '../../../ledger/rules/range-cover.ts'
import type { Subject } from '../../../ledger/subject.ts'
import type { TimeRange } from '../../../ledger/summary.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { PostgresTransaction } from '../database.ts'
import { entries, holds, usageRollups, userRollups } from './schema.ts'

/** What a subject has spent and set aside in any range of time, from the roll-ups and, at its ragged ends, the entries. */
export class WindowSums {
  readonly #drizzle: PostgresTransaction['drizzle']

  constructor({ drizzle }: PostgresTransaction) {
    this.#drizzle = drizzle
  }

  async balanceIn(subject: Subject, range: TimeRange): Promise<Balance> {
    const [spentNanoUsd, heldNanoUsd] = await Promise.all([
      this.spentIn(subject, range),
      this.#heldIn(subject, range),
    ])
    return { spentNanoUsd, heldNanoUsd }
  }

  async spentIn(subject: Subject, range: TimeRange): Promise<NanoUsd> {
    const { rollups, edges } = coverRange(range)
    const parts = await Promise.all([
      ...rollups.map(({ grain, ...part }) => this.#rolledUp(subject, grain, part)),
      ...edges.map((edge) => this.#sum(entries, within(entries, subject, edge))),
    ])
    return parts.reduce((sum, part) => sum + part, 0n)
  }

  /** The latest moment that anything of a subject was held at; undefined when nothing was. */
  async latestHeldMs(subject: Subject): Promise<number | undefined> {
    const [booked, [pending]] = await Promise.all([
      this.bookedRange(subject),
      this.#drizzle
        .select({ last: sql<number | null>`max(${holds.heldAtMs})`.mapWith(orNull) })
        .from(holds)
        .where(and(sql`state = 'pending'`, ofSubject(holds, subject))),
    ])
    const found = [booked && booked.toMs - 1, pending?.last].filter((at) => at !== undefined && at !== null)
    return found.length === 0 ? undefined : Math.max(...found)
  }

  /** The moments between which all that is booked of a subject was held; undefined when nothing is. */
  async bookedRange(subject: Subject): Promise<TimeRange | undefined> {
    const [row] = await this.#drizzle
      .select({
        first: sql<number | null>`min(${entries.heldAtMs})`.mapWith(orNull),
        last: sql<number | null>`max(${entries.heldAtMs})`.mapWith(orNull),
      })
      .from(entries)
      .where(ofSubject(entries, subject))
    if (row?.first == null || row.last == null) return undefined
    return { fromMs: row.first, toMs: row.last + 1 }
  }

  #rolledUp(subject: Subject, grain: 'hour' | 'day', { fromMs, toMs }: TimeRange): Promise<NanoUsd> {
    const table = subject.kind === 'user' ? userRollups : usageRollups
    const of: SQL | undefined =
      subject.kind === 'user'
        ? eq(userRollups.user, subject.user)
        : subject.kind === 'tenant'
          ? eq(usageRollups.tenant, subject.name)
          : undefined
    return this.#sum(
      table,
      and(eq(table.grain, grain), gte(table.startMs, fromMs), lt(table.startMs, toMs), of),
    )
  }

  #heldIn(subject: Subject, range: TimeRange): Promise<NanoUsd> {
    return this.#sum(holds, and(sql`state = 'pending'`, within(holds, subject, range)))
  }

  async #sum(
    table: typeof entries | typeof holds | typeof usageRollups | typeof userRollups,
    where: SQL | undefined,
  ): Promise<NanoUsd> {
    const [row] = await this.#drizzle
      .select({ amount: sql<NanoUsd>`coalesce(sum(${table.amountNanoUsd}), 0)`.mapWith(BigInt) })
      .from(table)
      .where(where)
    return row?.amount ?? 0n
  }
}

function orNull(value: unknown): number | null {
  return value === null ? null : Number(value)
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
      // The second condition lets Postgres use the partial index.
      return and(eq(table.user, subject.user), sql`"user" <> ''`)
    case 'tenant':
      return subject.place === 'default' ? undefined : eq(table.tenant, subject.name)
    default:
      return subject satisfies never
  }
}
