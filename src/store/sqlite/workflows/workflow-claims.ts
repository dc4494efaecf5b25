import { isLost } from '../../../ledger/rules/claims.ts'
import type { SqliteDatabase } from '../database.ts'

/** Under which claims the workflows of the file are run. */
export class WorkflowClaims {
  readonly #runsUnder

  constructor({ connection }: Pick<SqliteDatabase, 'connection'>) {
    this.#runsUnder = connection
      .prepare<[string], bigint | null>("select iif(process = '', null, claim) from workflows where id = ?")
      .pluck()
  }

  isLost(workflow: string | undefined, claim: number | undefined): boolean {
    if (!workflow) return false
    const runsUnder = this.#runsUnder.get(workflow)
    const stored =
      runsUnder === undefined ? undefined : { runsUnder: runsUnder === null ? undefined : Number(runsUnder) }
    return isLost(stored, claim)
  }
}
