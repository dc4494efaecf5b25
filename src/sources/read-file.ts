import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { collectBytes } from './collect-bytes.ts'
import { tooLarge } from './fetch/fetch-failure.ts'
import { nameLocation } from './name-location.ts'
import { SourceError, type SourceErrorReason } from './source-error.ts'

const failures: Readonly<Record<string, { reason: SourceErrorReason; says: string; hint: string }>> = {
  ENOENT: { reason: 'not_found', says: 'does not exist', hint: 'Check the path.' },
  ENOTDIR: { reason: 'not_found', says: 'does not exist', hint: 'Check the path.' },
  EACCES: { reason: 'unreadable', says: 'may not be read', hint: 'Check the permissions of the file.' },
  EPERM: { reason: 'unreadable', says: 'may not be read', hint: 'Check the permissions of the file.' },
}

/**
 * Reads a file of at most `ceilingBytes`.
 * @throws SourceError `not_found`, `unreadable` or `too_large`, naming `location`; the signal's reason when the caller aborted
 */
export async function readFile(
  path: string,
  options: {
    readonly location: string
    readonly ceilingBytes: number
    readonly signal?: AbortSignal | undefined
  },
): Promise<Uint8Array> {
  const { location, ceilingBytes, signal } = options
  try {
    const stats = await stat(path)
    if (!stats.isFile()) {
      throw new SourceError('unreadable', location, {
        message: `${nameLocation(location)} is ${stats.isDirectory() ? 'a directory' : 'not a regular file'}.`,
        hint: 'Give the path of one file, or - to read standard input.',
      })
    }
    const bytes = await collectBytes(
      createReadStream(path, signal === undefined ? {} : { signal }),
      ceilingBytes,
    )
    if (bytes === undefined) throw tooLarge(location, ceilingBytes)
    return bytes
  } catch (error) {
    signal?.throwIfAborted()
    throw toSourceError(error, location)
  }
}

function toSourceError(error: unknown, location: string): SourceError {
  if (error instanceof SourceError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const { reason, says, hint } = failures[code] ?? {
    reason: 'unreadable',
    says: `could not be read (${code})`,
    hint: 'Check the path.',
  }
  return new SourceError(reason, location, {
    message: `${nameLocation(location)} ${says}.`,
    hint,
    cause: error,
  })
}
