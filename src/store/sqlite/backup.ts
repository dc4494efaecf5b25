import { closeSync, openSync, rmSync } from 'node:fs'
import { LedgerError } from '../../ledger/ledger-error.ts'
import { jobIn } from '../../workers/job.ts'
import { work as copyHere } from './copy-job.ts'
import type { SqliteDatabase } from './database.ts'

const copyJob = jobIn<typeof import('./copy-job.ts')>(new URL('./copy-job.ts', import.meta.url), {
  cpuTimeMs: 3_600_000,
})

/**
 * Writes a consistent copy of the file to `path`, which must not exist (mode 0600, like the file itself); in a process of its own, where
 * there are workers.
 *
 * @throws {LedgerError} `failed`; what was begun of the copy is taken away again.
 */
export async function writeCopy({ path, workers }: SqliteDatabase, copy: string): Promise<void> {
  let created = false
  try {
    // SQLite accepts an empty file, which is how the copy never has a wider mode than the original.
    closeSync(openSync(copy, 'wx', 0o600))
    created = true
    const file = { path, copy }
    await (workers ? workers.run(copyJob, file) : copyHere(file))
  } catch (cause) {
    if (created) rmSync(copy)
    throw new LedgerError('backup_failed', copy, { detail: String(cause), cause })
  }
}
