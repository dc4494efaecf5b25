import type Database from 'better-sqlite3'
import { vi } from 'vitest'

export interface RecordedStatements {
  /** The SQL prepared since recording began, as it was sent: with its parameters unbound. */
  taken(): readonly string[]
}

/** Records every statement that is prepared on a connection from now on. */
export function recordStatements(connection: Database.Database): RecordedStatements {
  const prepare = vi.spyOn(connection, 'prepare')
  return { taken: () => [...new Set(prepare.mock.calls.map(([source]) => source))] }
}

/** How SQLite runs a statement whatever its parameters are, one line a step. */
export function planOf(connection: Database.Database, statement: string): readonly string[] {
  const parameters = Array(statement.split('?').length - 1).fill(null)
  const steps = connection.prepare(`explain query plan ${statement}`).all(...parameters)
  return (steps as readonly { readonly detail: string }[]).map(({ detail }) => detail)
}
