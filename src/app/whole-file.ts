import { type FileHandle, open, rename, stat, unlink } from 'node:fs/promises'
import { linkTarget } from './link-target.ts'

/** Where a file is to be written lies a database. */
export class DatabaseInPlaceError extends Error {
  override readonly name = 'DatabaseInPlaceError'
  readonly path: string

  constructor(path: string) {
    super(path)
    this.path = path
  }
}

type Opened = Pick<FileHandle, 'write' | 'sync' | 'close'>

/**
 * Writes a file whose parts come one after another. It is there whole or not at all: until its end the text lies beside it, and is taken
 * away when something fails, such as a full disk. What is there and no file, such as a pipe or a terminal, is written to as it is. A
 * database is not written over: the books are one, and so are copies of them.
 *
 * @throws {DatabaseInPlaceError}
 * @throws what the file system says, and what `parts` throws.
 */
export async function writeWholeFile(
  path: string,
  parts: AsyncIterable<string> | Iterable<string>,
  openFile: (path: string) => Promise<Opened> = openNew,
): Promise<void> {
  const there = await stat(path).catch(() => undefined)
  if (there && !there.isFile() && !there.isDirectory()) return writeInto(path, parts)
  // A link goes on pointing at what it names.
  const target = linkTarget(path)
  if (there?.isDirectory()) throw Object.assign(new Error(`EISDIR: ${path}`), { code: 'EISDIR', path })
  if (await isOfDatabase(target)) throw new DatabaseInPlaceError(path)
  const unfinished = `${target}.${process.pid}.tmp`
  const handle = await openFile(unfinished)
  try {
    try {
      for await (const part of parts) await writeAll(handle, Buffer.from(part))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, target)
  } catch (error) {
    await unlink(unfinished).catch(() => undefined)
    throw error
  }
}

async function writeInto(path: string, parts: AsyncIterable<string> | Iterable<string>): Promise<void> {
  const handle = await open(path, 'w')
  try {
    for await (const part of parts) await writeAll(handle, Buffer.from(part))
  } finally {
    await handle.close()
  }
}

/** A database of SQLite, or what lies beside one while it is open. */
async function isOfDatabase(path: string): Promise<boolean> {
  const [database = path] = path.split(/-(?:wal|shm|journal)$/)
  const beginning = Buffer.alloc(databaseMark.length)
  const file = await open(database, 'r').catch(() => undefined)
  try {
    await file?.read(beginning).catch(() => undefined)
  } finally {
    await file?.close()
  }
  return beginning.toString('latin1') === databaseMark
}

const databaseMark = 'SQLite format 3'

/** For its owner alone: it may tell who spent what. */
function openNew(path: string): Promise<FileHandle> {
  return open(path, 'w', 0o600)
}

/** A write may take less than it was given. */
async function writeAll(handle: Pick<FileHandle, 'write'>, bytes: Buffer): Promise<void> {
  let rest = bytes
  while (rest.length > 0) rest = rest.subarray((await handle.write(rest)).bytesWritten)
}
