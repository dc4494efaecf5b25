import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { LedgerError } from '../../ledger/ledger-error.ts'
import type { PostgresConnections, TransactionSql } from './connections.ts'

const migrationsFolder = fileURLToPath(new URL('../../../drizzle/postgres', import.meta.url))

/** Any number that no other program is likely to lock: the letters of `autointel` as a telephone has them. */
const migrationLock = 288_646_835

/**
 * Applies the generated migrations that the database lacks, all in one transaction and one process after another, so that two that start
 * together do not both apply them and a failure leaves the database as it was.
 *
 * @param address for the errors
 * @throws {LedgerError} `newer` when the database has migrations that this version does not know, `foreign` when it has tables of others
 * that have the names of ours, `old_server` and `wrong_encoding` when it is none that books can be kept in.
 */
export async function migrate(sql: PostgresConnections, address: string, nowMs: number): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder })
  const known = new Set(migrations.map((migration) => migration.hash))
  if (await isCurrent(sql, known)) return
  await requireFitting(sql, address)
  await sql.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(${migrationLock})`
    const applied = new Set(await appliedIn(transaction, address))
    if ([...applied].some((hash) => !known.has(hash))) throw new LedgerError('newer', address)
    for (const { hash, sql: statements } of migrations.filter((migration) => !applied.has(migration.hash))) {
      for (const statement of statements) await transaction.unsafe(statement)
      await transaction`insert into migrations (hash, applied_at_ms) values (${hash}, ${nowMs})`
    }
  })
}

/** What docs/scale.md asks for, as `server_version_num` has it. */
const oldestServer = 150_000

async function requireFitting(sql: PostgresConnections, address: string): Promise<void> {
  const [server] = await sql<{ version: number; name: string; encoding: string }[]>`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
      current_setting('server_encoding') as encoding`
  if (!server) return
  if (server.version < oldestServer) throw new LedgerError('old_server', address, { detail: server.name })
  if (server.encoding !== 'UTF8')
    throw new LedgerError('wrong_encoding', address, { detail: server.encoding })
}

/** Whether exactly what is known was applied, as most often. */
async function isCurrent(sql: PostgresConnections, known: ReadonlySet<string>): Promise<boolean> {
  const [there] = await sql<{ table: string | null }[]>`select to_regclass('migrations')::text as table`
  if (there?.table == null) return false
  const [row] = await sql<{ applied: bigint; known: bigint }[]>`
    select count(*) as applied, count(*) filter (where hash = any(${[...known]})) as known from migrations`
  return Number(row?.applied) === known.size && Number(row?.known) === known.size
}

/** The hashes of what was applied; creates the table of them in a database that has nothing of ours yet. */
async function appliedIn(transaction: TransactionSql, address: string): Promise<readonly string[]> {
  const tables = await transaction<{ name: string }[]>`
    select tablename as name from pg_tables
    where schemaname = current_schema() and tablename in ('migrations', 'entries', 'holds', 'workflows')`
  if (tables.some(({ name }) => name === 'migrations')) {
    const rows = await transaction<{ hash: string }[]>`select hash from migrations`
    return rows.map(({ hash }) => hash)
  }
  const [foreign] = tables
  if (foreign) throw new LedgerError('foreign', address, { detail: foreign.name })
  await transaction`create table migrations (hash text primary key, applied_at_ms bigint not null)`
  return []
}
