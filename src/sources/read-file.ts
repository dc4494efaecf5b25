import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { collectBytes } from './collect-bytes.ts'
import { tooLarge } from './fetch/fetch-failure.ts'
import { SourceError } from './source-error.ts'

/** Codes of the file system for what is not there. */
const missing = new Set(['ENOENT', 'ENOTDIR'])

/**
 * Reads a file of at most `ceilingBytes`.
 * @throws SourceError `not_found`, `not_a_file`, `unreadable_file` or `too_large`, naming `location`; the signal's reason when the caller aborted
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
    if (!stats.isFile()) throw new SourceError({ reason: 'not_a_file', values: {} }, location)
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
  const reason = missing.has(code) ? 'not_found' : 'unreadable_file'
  return new SourceError({ reason, values: {} }, location, { detail: code, cause: error })
}
