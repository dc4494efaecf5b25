import { chmodSync, closeSync, existsSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { LedgerError } from '../../ledger/ledger-error.ts'

/** The place of a ledger's file, which may be there already. */
export interface LedgerFile {
  /** Nobody has written books into it yet: it was not there, or its first opening was cut off. */
  readonly isNew: boolean
  /** The books are in it: from now on it counts as a file that was there. */
  markAsWritten(): void
}

/**
 * Creates the file (mode 0600) and its folder (0700) where there are none. Beside a new file stands `<path>-new`
 * until the books are in it, so that one left behind by a crash can be told from books that were emptied.
 *
 * @throws {LedgerError} `read_only` when it cannot be created or written, `empty` when there is nothing in it. That
 * is found out before SQLite opens it, which would throw away the log beside an empty file.
 */
export function prepareLedgerFile(path: string): LedgerFile {
  const mark = `${path}-new`
  const isThere = existsSync(path)
  try {
    createFolder(dirname(path))
    if (!isThere) closeSync(openSync(mark, 'a', 0o600))
    closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
  } catch (cause) {
    throw new LedgerError('read_only', path, { detail: String(cause), cause })
  }
  const isNew = !isThere || existsSync(mark)
  // Looked at after the mark: whoever takes the mark away has written the file before.
  if (!isNew && statSync(path).size === 0) throw new LedgerError('empty', path)
  return { isNew, markAsWritten: () => rmSync(mark, { force: true }) }
}

/** Unlike mkdirSync's `recursive`, which never returns where the system answers ENOENT for what it will not create (/proc). */
function createFolder(path: string): void {
  if (existsSync(path)) return
  createFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Another process that starts on the same new folder may have been first.
    if (!existsSync(path)) throw error
  }
}
