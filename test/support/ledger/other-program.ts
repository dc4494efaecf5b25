import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'

/** A connection of another program to the same file, closed after the test. */
export function openAsOtherProgram(path: string): Database.Database {
  const connection = new Database(path)
  connection.defaultSafeIntegers(true)
  onTestFinished(() => void connection.close())
  return connection
}
