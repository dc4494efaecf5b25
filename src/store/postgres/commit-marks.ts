import type { PostgresConnections, Statement, TransactionSql } from './connections.ts'
import { isAway } from './postgres-error.ts'
import type { CommitMark, Session } from './session.ts'

/** @returns whether all of it went well, and was committed */
export async function inOneGo(
  connection: PostgresConnections,
  ask: (sql: TransactionSql) => readonly Statement[],
): Promise<boolean> {
  // Whatever is asked of it from here on is asked in a transaction.
  const sql = connection as unknown as TransactionSql
  const statements: readonly Statement[] = [sql`begin`, ...ask(sql), sql`commit`]
  for (const statement of statements) statement.execute()
  const results = await Promise.allSettled(statements)
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  const lost = failures.find(isAway)
  if (lost !== undefined) throw lost
  return failures.length === 0
}

/** Fails unless the transaction was committed. */
export function requireCommit(sql: TransactionSql, { session, number }: CommitMark): Statement {
  return sql.unsafe(
    'select 1 / (count(*) = 1)::int from commit_marks where session = $1 and number = $2',
    [session, number],
    { prepare: true },
  )
}

const nowMs = 'extract(epoch from clock_timestamp()) * 1000'

/** Sent before what else the transaction does. */
export function markCommit(sql: TransactionSql, mark: CommitMark): Promise<unknown> {
  const marked = commitMark(sql, mark).execute()
  // Whoever waits for the transaction is told.
  marked.catch(() => undefined)
  return marked
}

export function commitMark(sql: TransactionSql, { session, number }: CommitMark) {
  return sql`
    insert into commit_marks (session, number, marked_at_ms) values (${session}, ${number}, ${sql.unsafe(nowMs)})
    on conflict (session) do update set number = excluded.number, marked_at_ms = excluded.marked_at_ms`
}

/** What became of a transaction whose commit nobody answered. One that is still under way is waited for. */
export function wasCommitted(session: Session, { session: id, number }: CommitMark): Promise<boolean> {
  return session.transaction('', async (sql) => {
    // Of a row that its transaction has only just made, the first waits for the end of that; of one that was there, the second.
    await sql`
      insert into commit_marks (session, number, marked_at_ms) values (${id}, 0, ${sql.unsafe(nowMs)})
      on conflict (session) do nothing`
    const [row] = await sql<{ number: bigint }[]>`
      select number from commit_marks where session = ${id} for update`
    return Number(row?.number) === number
  })
}
