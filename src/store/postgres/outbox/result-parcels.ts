import { and, eq, inArray } from 'drizzle-orm'
import { nonceOf, resultHeadStartMs } from '../../../outbox/parcel.ts'
import type { PostgresTransaction } from '../database.ts'
import { parcels } from './schema.ts'

export interface PostedResult {
  readonly tenant: string
  readonly workflow: string
  readonly atMs: number
  readonly processId: string
}

/**
 * The parcel of a result, with the end of the run. It begins as claimed by the process that ran it, which has a progress
 * message to bring to its end first.
 */
export async function postResult(
  transaction: PostgresTransaction,
  { tenant, workflow, atMs, processId }: PostedResult,
): Promise<void> {
  const { drizzle } = transaction
  await replaceResults(transaction, [workflow])
  const earlier = await drizzle.$count(parcels, eq(parcels.workflow, workflow))
  const key = `result ${workflow} ${Number(earlier) + 1}`
  await drizzle.insert(parcels).values({
    tenant,
    kind: 'result',
    key,
    nonce: nonceOf(key),
    workflow,
    state: 'claimed',
    process: processId,
    attempts: 0,
    dueAtMs: atMs + resultHeadStartMs,
    createdAtMs: atMs,
  })
}

/** What earlier ends of runs had to tell is out of date when they go on. */
export async function replaceResults(
  { drizzle }: PostgresTransaction,
  workflows: readonly string[],
): Promise<void> {
  await drizzle
    .update(parcels)
    .set({ state: 'replaced', process: '' })
    .where(
      and(inArray(parcels.workflow, [...workflows]), inArray(parcels.state, ['waiting', 'claimed', 'kept'])),
    )
}
