import { and, eq, inArray, sql } from 'drizzle-orm'
import { nonceOf, resultHeadStartMs } from '../../../outbox/parcel.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { parcels } from './schema.ts'

/**
 * The parcel of a result, with the end of the run. It begins as claimed by the process that ran it, which has a progress
 * message to bring to its end first.
 */
export function postResult(
  transaction: WriteTransaction,
  {
    workflow,
    atMs,
    processId,
  }: { readonly workflow: string; readonly atMs: number; readonly processId: string },
): void {
  const { drizzle } = transaction
  replaceResults(transaction, workflow)
  const earlier = drizzle.select({ id: parcels.id }).from(parcels).where(isResultOf(workflow)).all()
  const key = `result ${workflow} ${earlier.length + 1}`
  drizzle
    .insert(parcels)
    .values({
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
    .run()
}

/** Written so that SQLite can use the partial index. */
export function isResultOf(workflow: string) {
  return and(eq(parcels.workflow, workflow), sql`${parcels.workflow} <> ''`)
}

/** What earlier ends of a run had to tell is out of date when it goes on. */
export function replaceResults({ drizzle }: WriteTransaction, workflow: string): void {
  drizzle
    .update(parcels)
    .set({ state: 'replaced', process: '' })
    .where(and(isResultOf(workflow), inArray(parcels.state, ['waiting', 'claimed', 'kept'])))
    .run()
}
