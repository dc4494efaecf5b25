import { type DecodedPart, decodeSound, holdsPictures } from './decode-sound.ts'
import { flacSeconds } from './flac-length.ts'
import { longestSeconds, type SoundFormat, soundFormatOf } from './sound-format.ts'

/**
 * Seconds that a recording plays at most: what was decoded, and what the bytes that were not can hold. Of several tracks the longest,
 * because players choose one of them.
 *
 * @param bytes changed in place
 * @param mayGoOn asked between pieces; when it says no, the rest is bounded by its bytes
 */
export async function measureSound(bytes: Uint8Array, mayGoOn: () => boolean): Promise<number> {
  const format = await soundFormatOf(bytes)
  if (!format) return longestSeconds(format, bytes.byteLength)
  if (format === 'flac') return isOgg(bytes) ? longestSeconds(format, bytes.byteLength) : flacSeconds(bytes)
  let longest = 0
  for (const track of decodeSound(bytes, format))
    longest = Math.max(longest, await trackSeconds(track, { format, bytes: bytes.byteLength, mayGoOn }))
  return longest
}

/** In Ogg, frames of FLAC are cut at the borders of pages, where nobody finds them. */
function isOgg(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 4)) === 'OggS'
}

async function trackSeconds(
  track: AsyncIterable<DecodedPart>,
  { format, bytes, mayGoOn }: { format: SoundFormat; bytes: number; mayGoOn: () => boolean },
): Promise<number> {
  let seconds = 0
  let heardBytes = 0
  let isWhole = false
  try {
    for await (const { channels, sampleRate, readBytes } of track) {
      seconds += (channels[0]?.length ?? 0) / sampleRate
      heardBytes = Math.max(0, readBytes)
      if (!mayGoOn()) break
    }
    isWhole = mayGoOn()
  } catch {
    // The decoder gives up: what it has not read may still be sound to another.
  }
  const isKnown = isWhole && seconds > 0 && holdsPictures(format)
  return seconds + (isKnown ? 0 : longestSeconds(format, bytes - heardBytes))
}
