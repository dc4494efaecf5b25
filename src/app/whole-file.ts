import { type FileHandle, open, rename, unlink } from 'node:fs/promises'

/**
 * Writes a file whose parts come one after another. It is there whole or not at all: until its end the text lies beside it, and is taken
 * away when something fails, such as a full disk.
 *
 * @throws what the file system says, and what `parts` throws.
 */
export async function writeWholeFile(
  path: string,
  parts: AsyncIterable<string> | Iterable<string>,
  openFile: (path: string) => Promise<Pick<FileHandle, 'write' | 'sync' | 'close'>> = openNew,
): Promise<void> {
  const unfinished = `${path}.${process.pid}.tmp`
  const handle = await openFile(unfinished)
  try {
    try {
      for await (const part of parts) await writeAll(handle, Buffer.from(part))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, path)
  } catch (error) {
    await unlink(unfinished).catch(() => undefined)
    throw error
  }
}

/** For its owner alone: it may tell who spent what. */
function openNew(path: string): Promise<FileHandle> {
  return open(path, 'w', 0o600)
}

/** A write may take less than it was given. */
async function writeAll(handle: Pick<FileHandle, 'write'>, bytes: Buffer): Promise<void> {
  let rest = bytes
  while (rest.length > 0) rest = rest.subarray((await handle.write(rest)).bytesWritten)
}
