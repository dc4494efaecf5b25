/** Kilobits a second by the index in a frame's head, of MPEG-1 layer 3 and of MPEG-2 and 2.5 layer 3 (ISO/IEC 11172-3, 13818-3). */
const bitRates = {
  first: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  second: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const
const sampleRates = [44_100, 48_000, 32_000] as const
/** So many frames in a row do not follow one another by chance. */
const framesInRow = 4
/** Where a stream is cut, or something stands before it, a frame begins within so many bytes. */
const searchedBytes = 64 * 1024

/** Where frames of MP3 begin in bytes that begin with something else; undefined where there are none. */
export function firstMpegFrame(bytes: Uint8Array): number | undefined {
  const end = Math.min(bytes.byteLength, searchedBytes)
  for (let at = bytes.indexOf(0xff); at !== -1 && at < end; at = bytes.indexOf(0xff, at + 1))
    if (areFrames(bytes, at)) return at
  return undefined
}

function areFrames(bytes: Uint8Array, first: number): boolean {
  let at = first
  for (let frame = 0; frame < framesInRow; frame += 1) {
    const length = frameBytes(bytes, at)
    if (length === undefined) return false
    at += length
  }
  return true
}

/** Undefined where no frame of layer 3 begins. */
function frameBytes(bytes: Uint8Array, at: number): number | undefined {
  const [sync = 0, kind = 0, rates = 0] = bytes.subarray(at, at + 3)
  const version = (kind >> 3) & 3
  const isLayer3 = ((kind >> 1) & 3) === 1
  if (sync !== 0xff || (kind & 0xe0) !== 0xe0 || version === 1 || !isLayer3) return undefined
  const isFirst = version === 3
  const kilobits = (isFirst ? bitRates.first : bitRates.second)[rates >> 4] ?? 0
  const samples = sampleRates[(rates >> 2) & 3]
  if (kilobits === 0 || samples === undefined) return undefined
  const rate = isFirst ? samples : version === 2 ? samples / 2 : samples / 4
  return Math.floor(((isFirst ? 144_000 : 72_000) * kilobits) / rate) + ((rates >> 1) & 1)
}
