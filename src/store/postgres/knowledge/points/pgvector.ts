import type { VectorComparison } from '../../../../knowledge/vector-comparison.ts'
import { LedgerError } from '../../../../ledger/ledger-error.ts'
import type { TransactionSql } from '../../connections.ts'
import type { PostgresDatabase } from '../../database.ts'

/** The extension pgvector, where the database has it. */
export interface Pgvector {
  readonly by: 'database'
  readonly version: string
  /** In which its types and operators are, quoted. */
  readonly schema: string
}

type WithoutPgvector = Extract<VectorComparison, { readonly by: 'process' }>

/** The first that goes on through an index until it has found enough: https://github.com/pgvector/pgvector/blob/v0.8.6/CHANGELOG.md (2026-11) */
const oldestVersion = [0, 8] as const

/**
 * Finds the extension, or has the database make it where its server has it and the user may.
 *
 * @throws {LedgerError} `unreachable`
 */
export async function openPgvector(database: PostgresDatabase): Promise<Pgvector | WithoutPgvector> {
  const found = await database.read(({ sql }) => installed(sql))
  if (found) return ifNewEnough(found)
  const available = await database.read(({ sql }) => availableVersion(sql))
  if (available === undefined) return { by: 'process', because: 'not_installed' }
  if (!isNewEnough(available)) return { by: 'process', because: 'too_old', detail: available }
  try {
    const made = await database.write(async ({ sql }) => {
      // Of two that make it at once, the second fails.
      await sql`select pg_advisory_xact_lock(hashtextextended('autointel vector', 0))`
      await sql`create extension if not exists vector`
      return installed(sql)
    })
    return made ? ifNewEnough(made) : { by: 'process', because: 'not_installed' }
  } catch (error) {
    if (!(error instanceof LedgerError) || error.reason === 'unreachable') throw error
    return { by: 'process', because: 'refused', detail: error.detail }
  }
}

async function installed(sql: TransactionSql): Promise<Pgvector | undefined> {
  const [row] = await sql<{ version: string; schema: string }[]>`
    select extversion as version, quote_ident(nspname) as schema
    from pg_extension join pg_namespace on pg_namespace.oid = extnamespace
    where extname = 'vector'`
  return row && { by: 'database', ...row }
}

/** The version that the server would make. */
async function availableVersion(sql: TransactionSql): Promise<string | undefined> {
  const [row] = await sql<{ version: string }[]>`
    select default_version as version from pg_available_extensions where name = 'vector'`
  return row?.version
}

function ifNewEnough(found: Pgvector): Pgvector | WithoutPgvector {
  return isNewEnough(found.version) ? found : { by: 'process', because: 'too_old', detail: found.version }
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor, oldestMinor] = oldestVersion
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
}
