import decode, { type AudioData } from 'audio-decode'
import { flacFrames } from './flac-length.ts'
import { movieTracks } from './movie-tracks.ts'
import { firstMpegFrame } from './mpeg-frames.ts'
import { withoutOggEnd } from './ogg-pages.ts'
import { plainWav } from './plain-wav.ts'
import type { SoundFormat } from './sound-format.ts'

/** Samples of one stretch of sound, one array a channel, between -1 and 1. */
export interface DecodedPart {
  readonly channels: readonly Float32Array[]
  /** Samples a second of each channel. */
  readonly sampleRate: number
  /** Bytes of the recording that have been read to get here. */
  readonly readBytes: number
}

/**
 * What is fed at once. In two kilobytes hostile files put a hundred frames of the longest kind, which are a few hundred megabytes when
 * they are decoded; movies write their sound less densely, and have pictures in between.
 */
const feedBytes = { dense: 2_048, movie: 16_384 }

/** Whether bytes between and after the sound can be something else. */
export function holdsPictures(format: SoundFormat): boolean {
  return format === 'm4a' || format === 'webm'
}

/**
 * The tracks of a recording, each decoded piece by piece from its first byte to its last, whatever its header says of its length.
 * Of FLAC the decoder loses frames that a border parts: it is fed whole ones.
 *
 * @param bytes changed in place
 * @throws what the decoder does with what it cannot read
 */
export function* decodeSound(
  bytes: Uint8Array,
  format: SoundFormat,
): Generator<AsyncGenerator<DecodedPart>, void> {
  if (format === 'm4a') for (const parts of movieTracks(bytes)) yield decodeTrack(parts, format)
  else if (format === 'flac') yield decodeTrack(wholeFrames(bytes), format)
  else yield decodeTrack([withoutLength(bytes, format)], format)
}

function withoutLength(bytes: Uint8Array, format: SoundFormat): Uint8Array {
  if (format === 'wav') return plainWav(bytes)
  // A stream that was cut begins in the middle of a frame, and some servers put words before it.
  if (format === 'mp3' && !/^ID3/.test(Buffer.from(bytes.subarray(0, 3)).toString('latin1')))
    return bytes.subarray(firstMpegFrame(bytes) ?? 0)
  return format === 'opus' || format === 'oga' ? withoutOggEnd(bytes) : bytes
}

async function* decodeTrack(
  pieces: readonly Uint8Array[],
  format: SoundFormat,
): AsyncGenerator<DecodedPart, void> {
  const decoder = await decode[format]()
  const step = format === 'flac' ? Infinity : holdsPictures(format) ? feedBytes.movie : feedBytes.dense
  const ahead = pieces.slice(0, -1).reduce((sum, { byteLength }) => sum + byteLength, 0)
  let fedBytes = 0
  const part = ({ channelData, sampleRate }: AudioData): DecodedPart[] =>
    channelData[0]?.length ? [{ channels: channelData, sampleRate, readBytes: fedBytes - ahead }] : []
  try {
    for (const piece of pieces)
      for (let start = 0; start < piece.byteLength; start += step) {
        const chunk = piece.subarray(start, start + step)
        fedBytes += chunk.byteLength
        yield* part(await decoder(chunk))
      }
    yield* part(await decoder())
  } finally {
    decoder.free()
  }
}

/** Some frames at a time, the file's own beginning with the first. */
function wholeFrames(bytes: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = []
  let from = 0
  for (const { at } of flacFrames(bytes))
    if (at - from >= feedBytes.dense) {
      pieces.push(bytes.subarray(from, at))
      from = at
    }
  return [...pieces, bytes.subarray(from)]
}
