const headBytes = 12
const chunkHeadBytes = 8
/** What stands for a length that nobody knows: the sound goes on to the last byte. */
const unknownLength = 0xffffffff

/** Of a WAV file, as its head names it: up to 4 GB, or beyond that (EBU Tech 3306, https://tech.ebu.ch/publications/tech3306, 2026-11). */
export function isWav(bytes: Uint8Array): boolean {
  return /^(?:RIFF|RF64|BW64)$/.test(lettersAt(bytes, 0)) && lettersAt(bytes, 8) === 'WAVE'
}

/** A WAV file in its parts. */
export interface WavParts {
  /** How its samples are written. */
  readonly format: Uint8Array
  /** From the first sample to the last byte of the file: players read on after a chunk of data that ends too early. */
  readonly sound: Uint8Array
}

/** Undefined where the chunks of one or the other cannot be found. */
export function wavParts(bytes: Uint8Array): WavParts | undefined {
  const numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let format: Uint8Array | undefined
  for (let start = headBytes; start + chunkHeadBytes <= bytes.byteLength; ) {
    const name = lettersAt(bytes, start)
    const length = numbers.getUint32(start + 4, true)
    const body = start + chunkHeadBytes
    if (name === 'data') return format && { format, sound: bytes.subarray(body) }
    if (name === 'fmt ') format = bytes.subarray(body, body + length)
    // A chunk begins at an even place; not all who write them know.
    const next = body + length
    start = next + (length % 2 === 1 && bytes[next] === 0 ? 1 : 0)
  }
  return undefined
}

/**
 * Notes of studios and cameras stand before the format in many files; the decoder wants it first.
 *
 * @param bytes changed in place: what stands before the sound has room for the head
 */
export function plainWav(bytes: Uint8Array): Uint8Array {
  const parts = wavParts(bytes)
  if (parts === undefined) return bytes
  const format = parts.format.slice()
  const soundAt = headBytes + chunkHeadBytes + format.byteLength + chunkHeadBytes
  const plain = bytes.subarray(parts.sound.byteOffset - bytes.byteOffset - soundAt)
  const numbers = new DataView(plain.buffer, plain.byteOffset, plain.byteLength)
  const chunk = (at: number, name: string, length: number): void => {
    plain.set(Buffer.from(name, 'latin1'), at)
    numbers.setUint32(at + 4, length, true)
  }
  chunk(0, 'RIFF', unknownLength)
  plain.set(Buffer.from('WAVE', 'latin1'), 8)
  chunk(headBytes, 'fmt ', format.byteLength)
  plain.set(format, headBytes + chunkHeadBytes)
  chunk(soundAt - chunkHeadBytes, 'data', unknownLength)
  return plain
}

function lettersAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}
