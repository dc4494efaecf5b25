import { monoSound } from './mono-sound.ts'
import { quietly } from './quietly.ts'
import { soundFormatOf } from './sound-format.ts'
import type { SpeechChunk } from './speech-chunks.ts'
import { speechRate } from './speech-rate.ts'

const headBytes = 44
const bytesPerSample = 2

/** Each chunk as a WAV file of one channel, 16 bits and 16,000 samples a second. The chunks are in the order of time. */
export async function work({
  bytes,
  chunks,
}: {
  readonly bytes: Uint8Array
  readonly chunks: readonly SpeechChunk[]
}): Promise<readonly Uint8Array[]> {
  const format = await soundFormatOf(bytes)
  if (!format) throw new TypeError('The recording cannot be decoded.')
  const files = chunks.map(emptyFile)
  const lastSecond = chunks.at(-1)?.pieces.at(-1)?.endSeconds ?? 0
  await quietly(async () => {
    let at = 0
    for await (const samples of monoSound(new Uint8Array(bytes), format)) {
      for (const file of files) file.take(samples, at)
      at += samples.length
      if (at > lastSecond * speechRate) break
    }
  })
  return files.map(({ bytes }) => bytes)
}

/** A file that is filled as its samples come by. */
function emptyFile(chunk: SpeechChunk) {
  const pieces = chunk.pieces.map(({ startSeconds, endSeconds }) => ({
    start: Math.round(startSeconds * speechRate),
    end: Math.round(endSeconds * speechRate),
  }))
  const count = pieces.reduce((sum, { start, end }) => sum + end - start, 0)
  const bytes = wavFile(count)
  const data = new DataView(bytes.buffer)
  return {
    bytes,
    take(samples: Float32Array, at: number): void {
      let before = 0
      for (const { start, end } of pieces) {
        const from = Math.max(start, at)
        const to = Math.min(end, at + samples.length)
        for (let index = from; index < to; index += 1) {
          const level = Math.max(-1, Math.min(1, samples[index - at] ?? 0))
          data.setInt16(
            headBytes + (before + index - start) * bytesPerSample,
            Math.round(level * 32_767),
            true,
          )
        }
        before += end - start
      }
    },
  }
}

/** http://soundfile.sapp.org/doc/WaveFormat/ (2026-11) */
function wavFile(samples: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(headBytes + samples * bytesPerSample)
  const head = new DataView(file.buffer)
  const text = (at: number, letters: string) => file.set(Buffer.from(letters, 'latin1'), at)
  text(0, 'RIFF')
  head.setUint32(4, file.byteLength - 8, true)
  text(8, 'WAVEfmt ')
  head.setUint32(16, 16, true)
  head.setUint16(20, 1, true)
  head.setUint16(22, 1, true)
  head.setUint32(24, speechRate, true)
  head.setUint32(28, speechRate * bytesPerSample, true)
  head.setUint16(32, bytesPerSample, true)
  head.setUint16(34, 8 * bytesPerSample, true)
  text(36, 'data')
  head.setUint32(40, samples * bytesPerSample, true)
  return file
}
