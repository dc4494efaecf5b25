import Database from 'better-sqlite3'

/** What was found, or the error that ended the search. */
export type DamageReport =
  | { readonly findings: readonly string[] }
  | { readonly code: string; readonly message: string }

/** What SQLite's own check finds wrong with a file: it reads every page, which takes seconds for a gigabyte. */
export function work(path: string): DamageReport {
  let connection: Database.Database | undefined
  try {
    connection = new Database(path, { readonly: true, timeout: 5_000 })
    const lines = connection.prepare<[], string>('pragma integrity_check').pluck().all()
    return { findings: lines.filter((line) => line !== 'ok') }
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    return { code: error.code, message: error.message }
  } finally {
    connection?.close()
  }
}
