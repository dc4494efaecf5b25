import type { Closest } from '../../knowledge/closest.ts'
import { similarityAt, unitVector } from '../../text/vectors.ts'

/** Documents looked through in one turn of the event loop. */
export const documentsPerTurn = 32

/**
 * The newest 64 MB of a tenant's vectors take part in a search: about 32,000 passages at 512 dimensions, in some 50 ms
 * spread over many turns. Older passages are still found by their words.
 */
export const maxScannedBytes = 64 * 1024 * 1024

/** Vector after vector, each made one of length one, as little-endian float32; undefined when there are none. */
export function packVectors(
  vectors: readonly Float32Array[],
): { readonly dimensions: number; readonly values: Buffer } | undefined {
  const dimensions = vectors[0]?.length
  if (dimensions === undefined) return undefined
  const values = new Float32Array(dimensions * vectors.length)
  for (const [ordinal, vector] of vectors.entries()) values.set(unitVector(vector), ordinal * dimensions)
  return { dimensions, values: Buffer.from(values.buffer) }
}

/** Without a copy where the bytes lie as floats have to. */
export function floatsOf(bytes: Buffer): Float32Array {
  const { buffer, byteOffset, byteLength } = bytes
  const floats = byteLength / Float32Array.BYTES_PER_ELEMENT
  return byteOffset % Float32Array.BYTES_PER_ELEMENT === 0
    ? new Float32Array(buffer, byteOffset, floats)
    : new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength))
}

/** Offers all passages of a document. */
export function offerAll(closest: Closest, document: number, values: Float32Array, unit: Float32Array): void {
  for (let offset = 0; offset < values.length; offset += unit.length)
    closest.offer({
      document,
      ordinal: offset / unit.length,
      similarity: similarityAt(values, offset, unit),
    })
}
