/** What a frame's header says of itself. */
interface FrameHeader {
  readonly samples: number
  /** Samples a second; 0 where the file's own holds. */
  readonly sampleRate: number
}

/** By the codes of the format: https://www.rfc-editor.org/rfc/rfc9639#section-9.1 (November 2026). */
const sampleRates = [
  0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000,
] as const

/**
 * Seconds that the frames of a FLAC file play, whatever its header says: each frame tells how many samples it holds, under a
 * checksum without which no player takes it for one. Nothing is decoded, because a few bytes decode to hours. Sound that looks like
 * a frame is counted too, which adds some seconds in a large file and takes none away.
 */
export function flacSeconds(bytes: Uint8Array): number {
  const rateOfFile = ratedBy(bytes)
  let seconds = 0
  for (const { samples, sampleRate } of flacFrames(bytes))
    seconds += samples / slowest(sampleRate, rateOfFile)
  return seconds
}

/** Where the frames of a FLAC file begin, and what they say of themselves. */
export function* flacFrames(bytes: Uint8Array): Generator<FrameHeader & { readonly at: number }> {
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const header = frameHeaderAt(bytes, at)
    if (header) yield { at, ...header }
  }
}

/** Players go by one or the other; a rate of nothing makes the sound endless. */
function slowest(rateOfFrame: number, rateOfFile: number): number {
  return Math.min(rateOfFrame || rateOfFile, rateOfFile || rateOfFrame)
}

/** Of the first block of metadata, which is 34 bytes after the mark of the file: 20 bits from its 11th byte on. */
function ratedBy(bytes: Uint8Array): number {
  const mark = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('fLaC', 0, 'latin1')
  const [high = 0, middle = 0, low = 0] = mark < 0 ? [] : bytes.subarray(mark + 18, mark + 21)
  return (high << 12) | (middle << 4) | (low >> 4)
}

function frameHeaderAt(bytes: Uint8Array, at: number): FrameHeader | undefined {
  const [, second = 0, third = 0, fourth = 0, fifth = 0] = bytes.subarray(at, at + 5)
  const sizeCode = third >> 4
  const rateCode = third & 0x0f
  const isSync = (second & 0xfe) === 0xf8 && sizeCode !== 0 && rateCode !== 0x0f
  if (!isSync || fourth >> 4 > 10 || (fourth & 1) !== 0) return undefined
  const sizeAt = at + 5 + furtherBytes(fifth)
  const rateAt = sizeAt + (sizeCode === 6 ? 1 : sizeCode === 7 ? 2 : 0)
  const end = rateAt + (rateCode === 12 ? 1 : rateCode > 12 ? 2 : 0)
  if (end >= bytes.byteLength || checksum(bytes, at, end) !== bytes[end]) return undefined
  return { samples: samplesOf(bytes, sizeCode, sizeAt), sampleRate: rateOf(bytes, rateCode, rateAt) }
}

/** Of the number of a frame, which is written as UTF-8 writes letters. */
function furtherBytes(first: number): number {
  return first < 0xc0 ? 0 : Math.clz32(~(first << 24)) - 1
}

function samplesOf(bytes: Uint8Array, code: number, at: number): number {
  const [high = 0, low = 0] = bytes.subarray(at, at + 2)
  if (code === 1) return 192
  if (code <= 5) return 576 << (code - 2)
  if (code === 6) return high + 1
  return code === 7 ? ((high << 8) | low) + 1 : 256 << (code - 8)
}

function rateOf(bytes: Uint8Array, code: number, at: number): number {
  const [high = 0, low = 0] = bytes.subarray(at, at + 2)
  if (code === 12) return high * 1_000
  if (code < 12) return sampleRates[code] ?? 0
  return ((high << 8) | low) * (code === 14 ? 10 : 1)
}

/** Eight bits, of the polynomial x⁸ + x² + x + 1. */
function checksum(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; at += 1) {
    sum ^= bytes[at] ?? 0
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x80 ? ((sum << 1) ^ 0x07) & 0xff : sum << 1
  }
  return sum
}
