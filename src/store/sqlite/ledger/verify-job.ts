import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { createCalendar } from '../../../budget/calendar.ts'
import type { VerifyResult } from '../../../ledger/verification.ts'
import { readZones } from './time-zones.ts'
import { verify } from './verify.ts'

/** A file, and what SQLite's own check has found in it. */
export interface FileToVerify {
  readonly path: string
  readonly damage: readonly string[]
}

/** What was verified, or the error that ended it. */
export type VerifyReport =
  | { readonly verified: VerifyResult }
  | { readonly code: string; readonly message: string }

/** Recomputes all that a file keeps, on one state of it: seconds for a million entries. */
export function work({ path, damage }: FileToVerify): VerifyReport {
  let connection: Database.Database | undefined
  try {
    connection = new Database(path, { readonly: true, timeout: 5_000 })
    connection.defaultSafeIntegers(true)
    connection.exec('begin')
    const reader = { drizzle: drizzle(connection) }
    return { verified: verify(reader, damage, createCalendar(), readZones(reader)) }
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    return { code: error.code, message: error.message }
  } finally {
    connection?.close()
  }
}
