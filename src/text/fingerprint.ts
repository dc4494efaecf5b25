import { createHash } from 'node:crypto'

/**
 * SHA-256, in hex, of what a value is as JSON with the keys of its objects in order: equal values have equal fingerprints, however
 * they were put together. Fields that are undefined count as left out.
 *
 * @throws {TypeError} for what JSON cannot hold, such as a bigint.
 */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, inOrder)).digest('hex')
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
