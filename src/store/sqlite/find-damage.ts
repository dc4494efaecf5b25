import Database from 'better-sqlite3'
import { jobIn } from '../../workers/job.ts'
import type { Workers } from '../../workers/workers.ts'
import { work as findHere } from './damage-job.ts'
import { toLedgerError } from './sqlite-error.ts'

const damageJob = jobIn<typeof import('./damage-job.ts')>(new URL('./damage-job.ts', import.meta.url), {
  cpuTimeMs: 3_600_000,
})

/**
 * What SQLite's own check finds wrong with a file, a line each.
 *
 * @param workers without them it is found in place, and nothing else is done meanwhile
 * @throws {LedgerError} when it is so damaged that the check cannot go on.
 */
export async function findDamage(path: string, workers: Workers | undefined): Promise<readonly string[]> {
  const report = workers ? await workers.run(damageJob, path) : findHere(path)
  if ('findings' in report) return report.findings
  throw toLedgerError(new Database.SqliteError(report.message, report.code), path)
}
