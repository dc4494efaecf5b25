import type { AlertPlace } from '../../../ledger/alert.ts'
import type { Entry } from '../../../ledger/entry.ts'
import type { Account, Balance } from '../../../ledger/rules/accounts.ts'
import type { StoredHold } from '../../../ledger/rules/decision.ts'
import { mostSetBackMs } from '../../../ledger/rules/steady-time.ts'
import { bookedSubject } from '../../../ledger/subject.ts'
import type { TransactionSql } from '../connections.ts'
import type { PostgresTransaction } from '../database.ts'
import { lockClaims } from '../workflows/workflow-claims.ts'
import { entryRows, holdRows, toEntry, toStoredHold } from './entry-rows.ts'
import { Shelf } from './shelf.ts'
import { WindowSums } from './window-sums.ts'

/** An account as the database has it. */
export interface KeptBalance {
  readonly balance: Balance
  /** It is not kept yet, and begins with its balance, which it is to be written with. */
  readonly isBeginning: boolean
}

/** The rows that decide about a batch of use cases, each asked for by its name and its key. */
export type RowsView = {
  readonly [Kind in
    | 'holds'
    | 'entries'
    | 'replacements'
    | 'balances'
    | 'claims'
    | 'alerts'
    | 'latestHeld']: Pick<BatchRows[Kind], 'get'>
}

/** The rows as the database has them. What is asked for in vain is read by the next {@link load}. */
export class BatchRows {
  readonly holds = new Shelf<string, StoredHold>()
  readonly entries = new Shelf<string, Entry>()
  /** By the entries that they replace. */
  readonly replacements = new Shelf<string, Entry>()
  readonly balances = new Shelf<Account, KeptBalance>()
  /** By a workflow: whether what is asked for under a claim of it comes too late. */
  readonly claims = new Shelf<string, Awaited<ReturnType<typeof lockClaims>>>()
  /** The highest threshold that has its alert. */
  readonly alerts = new Shelf<AlertPlace, number>()
  /** By a moment: the latest that was held after it, as far as a clock may have been set back. */
  readonly latestHeld = new Shelf<number, number>()

  get isMissing(): boolean {
    return this.#shelves().some((shelf) => shelf.isMissing)
  }

  /** In one round trip, but for periods that reach back. */
  async load(transaction: PostgresTransaction): Promise<void> {
    const { sql } = transaction
    await Promise.all([
      this.claims.load(async (workflows) => {
        const isLost = await lockClaims(transaction, workflows)
        return workflows.map((workflow) => [workflow, isLost])
      }),
      this.latestHeld.load((moments) => latestHeldAfter(sql, moments)),
      this.holds.load(async (ids) => {
        const rows = await holdRows.select(sql, 'where id = any($1)', [ids])
        return rows.map((row) => [row.id, toStoredHold(row)])
      }),
      this.entries.load(async (ids) => {
        const rows = await entryRows.select(sql, 'where id = any($1)', [ids])
        return rows.map((row) => [row.id, toEntry(row)])
      }),
      this.replacements.load(async (ids) => {
        const rows = await entryRows.select(sql, `where corrects = any($1) and kind = 'replacement'`, [ids])
        return rows.map((row) => [row.corrects ?? '', toEntry(row)])
      }),
      this.balances.load((accounts) => readBalances(transaction, accounts)),
      this.alerts.load((places) => readAlerts(sql, places)),
    ])
  }

  #shelves() {
    const { claims, holds, entries, replacements, balances, alerts, latestHeld } = this
    return [claims, holds, entries, replacements, balances, alerts, latestHeld]
  }
}

export async function readBalances(
  transaction: PostgresTransaction,
  accounts: readonly Account[],
): Promise<readonly (readonly [string, KeptBalance])[]> {
  const rows = await transaction.sql<{ place: bigint; spentNanoUsd: bigint; heldNanoUsd: bigint }[]>`
    select place, spent_nano_usd as "spentNanoUsd", held_nano_usd as "heldNanoUsd"
    from unnest(
      ${accounts.map(({ account }) => account)}::text[],
      ${accounts.map(({ period }) => period)}::text[],
      ${accounts.map(({ startMs }) => String(startMs))}::bigint[]
    ) with ordinality as wanted (account, period, start_ms, place)
    join balances using (account, period, start_ms)`
  const kept = new Map(rows.map(({ place, ...balance }) => [accounts[Number(place) - 1]?.key, balance]))
  const sums = new WindowSums(transaction)
  return Promise.all(
    accounts.flatMap(async ({ key, account, reachesBack }) => {
      const balance = kept.get(key)
      if (balance || !reachesBack) return [key, { balance, isBeginning: false }] as const
      const beginning = await sums.balanceIn(bookedSubject(account), reachesBack)
      return [key, { balance: beginning, isBeginning: true }] as const
    }),
  ).then((found) =>
    found.flatMap(([key, { balance, isBeginning }]) => (balance ? [[key, { balance, isBeginning }]] : [])),
  )
}

/** A place's name in the books of a batch. */
export function placeName({ subject, period, periodStartMs, revision }: AlertPlace): string {
  return `${subject.name} ${period} ${periodStartMs} ${revision}`
}

export async function readAlerts(
  sql: TransactionSql,
  places: readonly AlertPlace[],
): Promise<readonly (readonly [string, number])[]> {
  const rows = await sql<{ place: bigint; highest: bigint }[]>`
    select place, max(threshold_percent) as highest
    from unnest(
      ${places.map(({ subject }) => subject.name)}::text[],
      ${places.map(({ period }) => period)}::text[],
      ${places.map(({ periodStartMs }) => String(periodStartMs))}::bigint[],
      ${places.map(({ revision }) => String(revision))}::bigint[]
    ) with ordinality as wanted (subject, period, period_start_ms, revision, place)
    join alerts using (subject, period, period_start_ms, revision)
    group by place`
  return rows.flatMap(({ place, highest }) => {
    const found = places[Number(place) - 1]
    return found ? [[placeName(found), Number(highest)]] : []
  })
}

/** Most often nothing was held after any of the moments, or one call that was held after all of them. */
async function latestHeldAfter(
  sql: TransactionSql,
  moments: readonly number[],
): Promise<readonly (readonly [string, number])[]> {
  const firstMs = moments.reduce((a, b) => Math.min(a, b))
  const lastMs = moments.reduce((a, b) => Math.max(a, b))
  const [row] = await sql<{ latest: bigint | null }[]>`
    select max(held_at_ms) as latest from entries
    where held_at_ms > ${firstMs} and held_at_ms <= ${lastMs + mostSetBackMs}`
  if (row?.latest == null) return []
  const latestMs = Number(row.latest)
  if (latestMs <= firstMs + mostSetBackMs)
    return moments.filter((moment) => moment < latestMs).map((moment) => [String(moment), latestMs])
  const rows = await sql<{ moment: bigint; latest: bigint }[]>`
    select moment, max(held_at_ms) as latest
    from unnest(${moments.map(String)}::bigint[]) as moment
    join entries on held_at_ms > moment and held_at_ms <= moment + ${mostSetBackMs}
    group by moment`
  return rows.map(({ moment, latest }) => [String(moment), Number(latest)])
}
