/**
 * Reads a stream into one array that owns its memory. `undefined` as soon as there is more than `ceilingBytes`:
 * the stream is then left, which destroys it.
 */
export async function collectBytes(
  stream: AsyncIterable<Uint8Array>,
  ceilingBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.byteLength
    if (length > ceilingBytes) return undefined
    chunks.push(chunk)
  }

  const bytes = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}
