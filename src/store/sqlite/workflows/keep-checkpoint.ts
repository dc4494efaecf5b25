import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { JournalLine } from '../../../ledger/journal.ts'
import { type PackedText, packAtOnce } from '../packed-text.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { checkpoints, workflows } from './schema.ts'

/** In place of a process while nobody runs a workflow. */
export const nobody = ''

/** A line whose content may be compressed already. */
export interface PackedLine extends Omit<JournalLine, 'content'> {
  readonly content: PackedText
}

/** Keeps a line instead of what was in its place. False when its workflow is not run under its claim (any more), or is forgotten. */
export function keepCheckpoint({ drizzle }: WriteTransaction, line: PackedLine): boolean {
  const { workflow, claim, task, step, version } = line
  const content = typeof line.content === 'string' ? packAtOnce(line.content) : line.content
  const ofWorkflow = drizzle
    .select({
      workflow: workflows.id,
      task: sql`${task}`.as('task'),
      step: sql`${step}`.as('step'),
      version: sql`${BigInt(version)}`.as('version'),
      content: sql`${content}`.as('output'),
    })
    .from(workflows)
    .where(
      and(
        eq(workflows.id, workflow),
        eq(workflows.claim, claim),
        ne(workflows.process, nobody),
        isNull(workflows.forgottenAtMs),
      ),
    )
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
