import type { TextSketch } from '../../knowledge/text-sketch.ts'

/** Little-endian uint32: the size of the text's sketch and its minima. */
export function storedSketch({ size, minima }: TextSketch): Buffer {
  return Buffer.from(Uint32Array.of(size, ...minima).buffer)
}

export function readSketch(stored: Buffer): TextSketch {
  const { buffer, byteOffset, byteLength } = stored
  const [size = 0, ...minima] = new Uint32Array(buffer.slice(byteOffset, byteOffset + byteLength))
  return { size, minima: Uint32Array.from(minima) }
}
