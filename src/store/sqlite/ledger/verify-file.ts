import Database from 'better-sqlite3'
import type { VerifyResult } from '../../../ledger/verification.ts'
import { jobIn } from '../../../workers/job.ts'
import type { Workers } from '../../../workers/workers.ts'
import { toLedgerError } from '../sqlite-error.ts'
import type { FileToVerify } from './verify-job.ts'

const verifyJob = jobIn<typeof import('./verify-job.ts')>(new URL('./verify-job.ts', import.meta.url), {
  cpuTimeMs: 3_600_000,
  memoryMegabytes: 2_048,
})

/**
 * Recomputes every kept figure of a file from its entries and holds, in a process of its own.
 *
 * @throws {LedgerError} when the file cannot be read.
 */
export async function verifyFile(file: FileToVerify, workers: Workers): Promise<VerifyResult> {
  const report = await workers.run(verifyJob, file)
  if ('verified' in report) return report.verified
  throw toLedgerError(new Database.SqliteError(report.message, report.code), file.path)
}
