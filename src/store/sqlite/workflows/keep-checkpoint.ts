import type { JournalLine } from '../../../ledger/requests.ts'
import type { SqliteDatabase } from '../database.ts'
import { checkpoints } from './schema.ts'

/** Keeps a line instead of what was in its place. Inside a write. */
export function keepCheckpoint({ drizzle }: SqliteDatabase, line: JournalLine): void {
  const { version, content } = line
  drizzle
    .insert(checkpoints)
    .values(line)
    .onConflictDoUpdate({
      target: [checkpoints.workflow, checkpoints.task, checkpoints.step],
      set: { version, content },
    })
    .run()
}
