import type { JournalLine } from '../../../ledger/journal.ts'
import { toWholeText } from '../column-types.ts'
import type { Statement, TransactionSql } from '../connections.ts'

/** In place of a process while nobody runs a workflow. */
export const nobody = ''

/** Keeps a line instead of what was in its place. Changes no row when its workflow is not run under its claim (any more), or is forgotten. */
export function keepCheckpoint(
  sql: TransactionSql,
  { workflow, claim, task, step, version, content }: JournalLine,
): Statement {
  return sql`
    insert into checkpoints (tenant, workflow, task, step, version, output)
    select tenant, id, ${task}, ${step}, ${version}, ${toWholeText(content)}
    from workflows
    where id = ${workflow} and claim = ${claim} and process <> ${nobody} and forgotten_at_ms is null
    for share
    on conflict (tenant, workflow, task, step) do update set version = excluded.version, output = excluded.output`
}
