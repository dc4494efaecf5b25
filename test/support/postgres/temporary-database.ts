import { inject, onTestFinished } from 'vitest'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import {
  openPostgres,
  type PostgresDatabase,
  type PostgresOptions,
} from '../../../src/store/postgres/database.ts'

/** The address of a new database of the current schema, which is gone after the test. */
export async function temporaryDatabase(): Promise<string> {
  const url = await ask('POST')
  onTestFinished(async () => void (await ask('DELETE', url)))
  return url
}

/** A connection to a database, closed after the test. */
export async function connectTo(
  url: string,
  options: Partial<PostgresOptions> = {},
): Promise<PostgresDatabase> {
  const database = await openPostgres(url, { timers: systemTimers, now: systemClock, ...options })
  onTestFinished(() => database.close())
  return database
}

async function ask(method: 'POST' | 'DELETE', body?: string): Promise<string> {
  const response = await fetch(inject('postgresKeeper'), { method, ...(body !== undefined && { body }) })
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return text
}
