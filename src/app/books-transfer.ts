import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createCalendar } from '../budget/calendar.ts'
import { TransferError } from '../ledger/transfer-error.ts'
import type { VerifyResult } from '../ledger/verification.ts'
import type { NewBooks, ReadBooks } from '../store/transfer/books.ts'
import type { Config } from './config.ts'
import { systemClock, systemTimers } from './timers.ts'

/** Where books are, as `--to` names it. */
export type BooksPlace =
  | { readonly kind: 'server'; readonly url: string }
  | { readonly kind: 'file'; readonly path: string }

/** What was carried, and what both sides say of themselves. */
export interface BooksTransferred {
  /** A path, or the address of a server without who asks it. */
  readonly from: string
  readonly to: string
  /** By the names of the tables. */
  readonly rows: Readonly<Record<string, number>>
  /** Undefined of a copy that is no database itself. */
  readonly source: VerifyResult | undefined
  readonly target: VerifyResult
}

/** Carries whole books while nobody works on them. Methods reject with `TransferError` and `LedgerError`. */
export interface BooksTransfer {
  /** The books of the settings to another place, in which there are none yet; the first stay as they are. */
  move(to: BooksPlace, onTable: (name: string) => void): Promise<BooksTransferred>
  /** What `backup` has written, on either store, to the place of the settings, in which there are no books yet. */
  restore(file: string, onTable: (name: string) => void): Promise<BooksTransferred>
}

const options = { calendar: createCalendar(), now: systemClock, timers: systemTimers }

/** What is needed of the stores is loaded when it is. */
export function booksTransfer(readConfig: () => Promise<Config>): BooksTransfer {
  return {
    move: async (to, onTable) => {
      const here = placeOf(await readConfig())
      if (here.kind === 'file' && to.kind === 'file') requireTwoFiles(here.path, to.path)
      return between(
        () => openBooks(here),
        () => openNewBooks(to),
        onTable,
      )
    },
    restore: async (file, onTable) => {
      const here = placeOf(await readConfig())
      if (here.kind === 'file') requireTwoFiles(resolve(file), here.path)
      return between(
        () => openBackup(file),
        () => openNewBooks(here),
        onTable,
      )
    },
  }
}

/** `postgres://…` or `sqlite:FOLDER`; undefined for anything else. */
export function placeNamed(name: string): BooksPlace | undefined {
  if (URL.canParse(name) && /^postgres(ql)?:$/.test(new URL(name).protocol))
    return { kind: 'server', url: name }
  const [, folder] = /^sqlite:(.+)$/.exec(name) ?? []
  return folder === undefined ? undefined : { kind: 'file', path: join(resolve(folder), 'autointel.db') }
}

function placeOf({ databaseUrl: url, databaseFile: path }: Config): BooksPlace {
  return url === undefined ? { kind: 'file', path } : { kind: 'server', url }
}

/** Before the second is opened, which brings books of an earlier version to this one. @throws {TransferError} */
function requireTwoFiles(from: string, to: string): void {
  if (realPathOf(from) === realPathOf(to)) throw new TransferError('same_place', from)
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

async function between(
  openSource: () => Promise<ReadBooks>,
  openTarget: () => Promise<NewBooks>,
  onTable: (name: string) => void,
): Promise<BooksTransferred> {
  const { transferBooks } = await import('../store/transfer/transfer-books.ts')
  const source = await openSource()
  try {
    const target = await openTarget()
    try {
      return await transferBooks(source, target, onTable)
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

async function openBooks(place: BooksPlace): Promise<ReadBooks> {
  if (place.kind === 'server')
    return (await import('../store/transfer/postgres-books.ts')).openPostgresBooks(place.url, options)
  return (await import('../store/transfer/sqlite-books.ts')).openSqliteBooks(place.path, options)
}

async function openNewBooks(place: BooksPlace): Promise<NewBooks> {
  if (place.kind === 'server')
    return (await import('../store/transfer/postgres-books.ts')).openNewPostgresBooks(place.url, options)
  return (await import('../store/transfer/sqlite-books.ts')).openNewSqliteBooks(place.path, options)
}

/** Of whoever worked on the books when the copy was made, nobody works on the copy. */
async function openBackup(file: string): Promise<ReadBooks> {
  const path = resolve(file)
  if (beginningOf(path).startsWith('SQLite format 3'))
    return { ...(await openBooks({ kind: 'file', path })), isInUse: async () => false }
  const { openExportedBooks } = await import('../store/transfer/exported-books.ts')
  return openExportedBooks(path)
}

function beginningOf(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false)
    throw new TransferError('unknown_form', path)
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    throw new TransferError('no_books', path, String(error))
  }
  const bytes = Buffer.alloc(16)
  readSync(file, bytes)
  closeSync(file)
  return bytes.toString('latin1')
}
