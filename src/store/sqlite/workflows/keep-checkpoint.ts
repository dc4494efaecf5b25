import { and, eq, isNull, sql } from 'drizzle-orm'
import type { JournalLine } from '../../../ledger/journal.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { checkpoints, workflows } from './schema.ts'

/** Keeps a line instead of what was in its place. False when there is no such workflow to keep it for, or it is forgotten. */
export function keepCheckpoint({ drizzle }: WriteTransaction, line: JournalLine): boolean {
  const { workflow, task, step, version, content } = line
  const ofWorkflow = drizzle
    .select({
      workflow: workflows.id,
      task: sql`${task}`.as('task'),
      step: sql`${step}`.as('step'),
      version: sql`${BigInt(version)}`.as('version'),
      content: sql`${content}`.as('output'),
    })
    .from(workflows)
    .where(and(eq(workflows.id, workflow), isNull(workflows.forgottenAtMs)))
  const { changes } = drizzle
    .insert(checkpoints)
    .select(ofWorkflow)
    .onConflictDoUpdate({
      target: [checkpoints.workflow, checkpoints.task, checkpoints.step],
      set: { version, content },
    })
    .run()
  return Number(changes) === 1
}
