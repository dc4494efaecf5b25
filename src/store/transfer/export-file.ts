import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createZstdCompress } from 'node:zlib'
import { LedgerError } from '../../ledger/ledger-error.ts'
import { exportForm } from './export-form.ts'
import { type RowSource, rowToJson } from './row.ts'

/**
 * Writes whole books to a file that does not exist yet (mode 0600): lines of JSON, compressed by Zstandard. See {@link exportForm}.
 *
 * @throws {LedgerError} `backup_failed`; what was begun of the file is taken away again.
 */
export async function writeExport(source: RowSource, path: string, atMs: number): Promise<void> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  try {
    await once(file, 'open')
  } catch (cause) {
    throw new LedgerError('backup_failed', path, { detail: String(cause), cause })
  }
  const packed = createZstdCompress()
  const written = new Promise<void>((resolve, reject) => {
    packed.once('error', reject)
    file.once('error', reject).once('close', resolve)
  })
  // Told where it is awaited.
  written.catch(() => undefined)
  packed.pipe(file)
  try {
    for await (const line of linesOf(source, atMs))
      if (!packed.write(`${line}\n`)) await Promise.race([once(packed, 'drain'), written])
    packed.end()
    await written
  } catch (cause) {
    file.destroy()
    await rm(path, { force: true })
    throw cause instanceof LedgerError
      ? cause
      : new LedgerError('backup_failed', path, { detail: String(cause), cause })
  }
}

async function* linesOf(source: RowSource, atMs: number): AsyncGenerator<string> {
  yield JSON.stringify({ ...exportForm, at: new Date(atMs).toISOString() })
  for (const table of source.tables) {
    yield JSON.stringify({ table: table.name, columns: table.columns.map(({ name }) => name) })
    for await (const { rows } of source.rows(table))
      for (const row of rows) yield JSON.stringify(rowToJson(row))
  }
  yield JSON.stringify({ end: true })
}
