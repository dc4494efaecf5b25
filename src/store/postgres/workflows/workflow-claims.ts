import { isLost } from '../../../ledger/rules/claims.ts'
import type { PostgresTransaction } from '../database.ts'
import { nobody } from './keep-checkpoint.ts'

/** A workflow and the claim under which something is asked for it. */
interface AskedFor {
  readonly workflow: string | undefined
  readonly claim: number | undefined
}

/**
 * Under which claims these workflows are run. Their rows stay as they are until the transaction ends: nobody claims one of them
 * meanwhile.
 *
 * @returns whether what is asked for comes too late
 */
export async function lockClaims(
  { sql }: Pick<PostgresTransaction, 'sql'>,
  workflows: readonly string[],
): Promise<(asked: AskedFor) => boolean> {
  const rows = await sql<{ id: string; runsUnder: bigint | null }[]>`
    select id, case when process = ${nobody} then null else claim end as "runsUnder"
    from workflows
    where id = any(${[...workflows]})
    order by id
    for share`
  const stored = new Map(rows.map(({ id, runsUnder }) => [id, runsUnder]))
  return ({ workflow, claim }) => {
    if (!workflow) return false
    const runsUnder = stored.get(workflow)
    return isLost(
      runsUnder === undefined ? undefined : { runsUnder: runsUnder === null ? undefined : Number(runsUnder) },
      claim,
    )
  }
}
