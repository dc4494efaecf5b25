import type { Recording } from '../../src/llm/transcriptions.ts'

/** A WAV file of silence: 8,000 samples a second of one byte each, so that its length in bytes tells its seconds. */
export function silence(seconds: number): Uint8Array {
  const sampleRate = 8_000
  const samples = Math.round(seconds * sampleRate)
  const file = Buffer.alloc(44 + samples, 128)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(36 + samples, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(sampleRate, 24)
  file.writeUInt32LE(sampleRate, 28)
  file.writeUInt16LE(1, 32)
  file.writeUInt16LE(8, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(samples, 40)
  return file
}

/** A recording of silence, whose length is known. */
export function recordingOf(seconds: number): Recording {
  return {
    id: `${seconds} seconds of silence`,
    seconds: Math.ceil(seconds),
    media: async () => ({ mediaType: 'audio/wav', bytes: silence(seconds) }),
  }
}
