import postgres from 'postgres'
import { inject } from 'vitest'

let created: Promise<string> | undefined

/**
 * The address of a database of the current schema that is empty: the same for all tests of a file, which are quicker so than with
 * one of their own each. It is gone with its server.
 */
export async function emptiedDatabase(): Promise<string> {
  if (!created) {
    created = fetch(inject('postgresKeeper'), { method: 'POST' }).then((response) => response.text())
    return created
  }
  const url = await created
  await empty(url)
  return url
}

/** Takes all rows of ours out of a database of the current schema. */
export async function empty(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    const tables = await sql<{ name: string }[]>`
      select relname as name
      from pg_class
      where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
        and relname not in ('migrations', 'book_lock')`
    await sql.unsafe(tables.map(({ name }) => `delete from "${name}"`).join(';'))
    await sql`select setval(seqrelid, 1, false) from pg_sequence`
  } finally {
    await sql.end()
  }
}
