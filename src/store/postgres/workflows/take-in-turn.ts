import { and, inArray, type SQL, sql } from 'drizzle-orm'
import type { TakenWorkflow } from '../../../orchestrator/workflow-store.ts'
import { toWorkflow } from '../../workflow-row.ts'
import { arrayLiteral } from '../array-literal.ts'
import type { PostgresTransaction } from '../database.ts'
import { replaceResults } from '../outbox/result-parcels.ts'
import { workflows } from './schema.ts'

/** Others may take some of those that are looked at. */
const lookedAtPerTaken = 4

/**
 * Takes at most so many of those that are free for a process, in turn: see `inTurn`.
 *
 * @param free the processes whose workflows are anybody's
 * @param isFree the same, of a row
 */
export async function takeInTurn(
  transaction: PostgresTransaction,
  processId: string,
  {
    free,
    isFree,
    limit,
  }: { readonly free: readonly string[]; readonly isFree: SQL | undefined; readonly limit: number },
): Promise<readonly TakenWorkflow[]> {
  const { drizzle } = transaction
  const inTurn = await nextInTurn(transaction, free, limit * lookedAtPerTaken)
  if (inTurn.length === 0) return []
  const found = await drizzle
    .select({ id: workflows.id })
    .from(workflows)
    .where(and(inArray(workflows.id, [...inTurn]), isFree))
    .orderBy(sql`array_position(${sql.param(arrayLiteral(inTurn))}::text[], ${workflows.id})`)
    .limit(limit)
    // What others are just taking is theirs.
    .for('update', { skipLocked: true })
  const taken = found.map(({ id }) => id)
  if (taken.length === 0) return []
  const rows = await drizzle
    .update(workflows)
    .set({ state: 'queued', process: processId, claim: sql`${workflows.claim} + 1` })
    .where(inArray(workflows.id, taken))
    .returning()
  await replaceResults(transaction, taken)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return taken.flatMap((id) => {
    const row = byId.get(id)
    return row ? [{ workflow: toWorkflow(row), claim: { workflow: id, claim: row.claim } }] : []
  })
}

/** The ranks of `inTurn` as Postgres counts them: only those that are next leave the database. */
async function nextInTurn(
  { sql: query }: PostgresTransaction,
  free: readonly string[],
  limit: number,
): Promise<readonly string[]> {
  const rows = await query<{ id: string }[]>`
    with unfinished as (
      select tenant, "user", id, state, created_at_ms, sequence, process = any(${[...free]}) as is_free
      from workflows
      where state in ('queued', 'running') and forgotten_at_ms is null
    ), running as (
      select tenant, "user", count(*) as runs from unfinished where state = 'running' group by 1, 2
    ), running_in as (
      select tenant, sum(runs) as runs from running group by 1
    ), of_member as (
      select waiting.*, coalesce(running.runs, 0)
        + row_number() over (partition by tenant, "user" order by created_at_ms, sequence) as member_rank
      from unfinished waiting left join running using (tenant, "user")
      where is_free and state = 'queued'
    ), of_tenant as (
      select of_member.*, coalesce(running_in.runs, 0)
        + row_number() over (partition by tenant order by member_rank, created_at_ms, sequence) as tenant_rank
      from of_member left join running_in using (tenant)
    )
    select id from (
      select id, tenant_rank, member_rank, created_at_ms, sequence from of_tenant
      union all
      select id, 0, 0, created_at_ms, sequence from unfinished where is_free and state = 'running'
    ) ranked
    order by tenant_rank, member_rank, created_at_ms, sequence
    limit ${limit}`
  return rows.map(({ id }) => id)
}
