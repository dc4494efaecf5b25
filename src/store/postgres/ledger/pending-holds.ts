import { and, eq, lte, ne, or, sql } from 'drizzle-orm'
import type { Hold } from '../../../ledger/hold.ts'
import type { PostgresTransaction } from '../database.ts'
import { toHold } from './entry-rows.ts'
import { holds } from './schema.ts'

/** Written out, not bound, so that Postgres can use the partial index. */
const isPending = sql`${holds.state} = 'pending'`

type Reader = Pick<PostgresTransaction, 'drizzle'>

/** Pending holds past their time, and those of the processes named. */
export async function overdueHolds(
  { drizzle }: Reader,
  atMs: number,
  deadProcesses: readonly string[],
): Promise<readonly Hold[]> {
  const ofTheDead = deadProcesses.map((process) => eq(holds.process, process))
  const rows = await drizzle
    .select()
    .from(holds)
    .where(and(isPending, or(lte(holds.expiresAtMs, atMs), ...ofTheDead)))
  return rows.map(toHold)
}

export async function pendingHolds({ drizzle }: Reader): Promise<readonly Hold[]> {
  return (await drizzle.select().from(holds).where(isPending)).map(toHold)
}

/** Processes, other than this one, that still have pending holds. */
export async function holdingProcesses({ drizzle }: Reader, own: string): Promise<readonly string[]> {
  const rows = await drizzle
    .selectDistinct({ process: holds.process })
    .from(holds)
    .where(and(isPending, ne(holds.process, own)))
  return rows.map(({ process }) => process)
}
