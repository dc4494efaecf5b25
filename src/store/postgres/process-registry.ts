import { hostname } from 'node:os'
import type { PostgresConnections, TransactionSql } from './connections.ts'
import type { PostgresDatabase } from './database.ts'

const beatEveryMs = 2_000
/** A process is dead after so long without a heartbeat. */
const silenceMs = 4 * beatEveryMs
/** Rows of the dead say nothing more after so long. */
const forgottenAfterMs = 24 * 3_600_000

/**
 * Who else works on this database. Its clock alone counts: those of the machines may differ. While the server was away nobody could
 * be heard, so that silence counts from its start on.
 */
export class ProcessRegistry {
  readonly #database: PostgresDatabase
  readonly #id: string
  #stopBeating: (() => void) | undefined

  constructor(database: PostgresDatabase, id: string) {
    this.#database = database
    this.#id = id
  }

  /** From now on this process lives for all others, until it leaves or is silent. */
  async start(): Promise<void> {
    await this.#beat()
    this.#stopBeating = this.#database.timers.every(beatEveryMs, () => {
      // One that is missed harms nobody, and the next use case reports what is wrong with the database.
      this.#beat().catch(() => undefined)
    })
  }

  /** Those of the ids whose process has died, or has left. */
  async deadAmong(ids: readonly string[]): Promise<readonly string[]> {
    if (ids.length === 0) return []
    return this.#database.read(async ({ sql }) => {
      const rows = await sql<{ id: string }[]>`
        select known.id
        from processes known
        where known.id = any(${[...ids]}) and ${isHeard(sql)}`
      const alive = new Set(rows.map(({ id }) => id))
      return ids.filter((id) => !alive.has(id))
    })
  }

  async leave(): Promise<void> {
    this.#stopBeating?.()
    await this.#database.write(({ sql }) => sql`delete from processes where id = ${this.#id}`)
  }

  async #beat(): Promise<void> {
    await this.#database.write(
      ({ sql }) => sql`
        with forgotten as (
          delete from processes
          where heartbeat_at_ms < extract(epoch from clock_timestamp()) * 1000 - ${forgottenAfterMs}
            and id <> ${this.#id}
        ), unmarked as (
          delete from commit_marks
          where marked_at_ms < extract(epoch from clock_timestamp()) * 1000 - ${forgottenAfterMs}
        )
        insert into processes (id, host, namespace, pid, birth, heartbeat_at_ms)
        values (${this.#id}, ${hostname()}, '', ${process.pid}, '', extract(epoch from clock_timestamp()) * 1000)
        on conflict (id) do update set heartbeat_at_ms = excluded.heartbeat_at_ms`,
    )
  }
}

/** Whether `known` has sent a heartbeat lately. */
export function isHeard(sql: PostgresConnections | TransactionSql) {
  return sql`
    greatest(known.heartbeat_at_ms, extract(epoch from pg_postmaster_start_time()) * 1000)
      > extract(epoch from clock_timestamp()) * 1000 - ${silenceMs}`
}

/** Whether a process that is not heard any more has runs that nobody goes on with. */
export async function haveTheDeadLeftRuns(sql: PostgresConnections): Promise<boolean> {
  const [row] = await sql`
    select from workflows
    where state in ('queued', 'running') and forgotten_at_ms is null and process <> ''
      and not exists (select from processes known where known.id = workflows.process and ${isHeard(sql)})
    limit 1`
  return row !== undefined
}

/** Whether any process works on the database. */
export function hasLivingProcesses(database: PostgresDatabase): Promise<boolean> {
  return database.read(async ({ sql }) => {
    const [row] = await sql`select from processes known where ${isHeard(sql)} limit 1`
    return row !== undefined
  })
}
