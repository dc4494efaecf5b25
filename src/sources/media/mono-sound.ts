import sherpa, { type LinearResampler } from 'sherpa-onnx-node'
import { type DecodedPart, decodeSound } from './decode-sound.ts'
import type { SoundFormat } from './sound-format.ts'
import { speechRate } from './speech-rate.ts'

/**
 * A recording as one channel of 16,000 samples a second, between -1 and 1, piece by piece: of several tracks the first that holds
 * sound, which players choose.
 *
 * @param bytes changed in place
 * @throws what the decoder does with what it cannot read
 */
export async function* monoSound(bytes: Uint8Array, format: SoundFormat): AsyncGenerator<Float32Array, void> {
  for (const track of decodeSound(bytes, format)) {
    let isHeard = false
    for await (const samples of resampled(track)) {
      isHeard = true
      yield samples
    }
    if (isHeard) return
  }
}

async function* resampled(track: AsyncIterable<DecodedPart>): AsyncGenerator<Float32Array, void> {
  let resampler: LinearResampler | undefined
  let rate = 0
  for await (const { channels, sampleRate } of track) {
    const mixed = mixedDown(channels)
    if (sampleRate === speechRate) {
      if (mixed.length > 0) yield mixed
      continue
    }
    if (!resampler || sampleRate !== rate) resampler = new sherpa.LinearResampler(sampleRate, speechRate)
    rate = sampleRate
    const samples = resampler.resample(mixed)
    if (samples.length > 0) yield samples
  }
  const rest = resampler?.flush(new Float32Array())
  if (rest && rest.length > 0) yield rest
}

function mixedDown(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array()] = channels
  if (channels.length <= 1) return first
  const mixed = new Float32Array(first.length)
  for (const channel of channels)
    for (let index = 0; index < mixed.length; index += 1)
      mixed[index] = (mixed[index] ?? 0) + (channel[index] ?? 0) / channels.length
  return mixed
}
