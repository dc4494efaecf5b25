/** What is used of the package, whose own types are comments. */
declare module 'sherpa-onnx-node' {
  class LinearResampler {
    constructor(inputSampleRate: number, outputSampleRate: number)
    resample(samples: Float32Array): Float32Array
    /** What it has kept back. */
    flush(samples: Float32Array): Float32Array
  }

  interface SpeechSegment {
    /** In samples from the first one. */
    readonly start: number
    readonly samples: Float32Array
  }

  class Vad {
    constructor(
      config: {
        readonly sileroVad: {
          readonly model: string
          readonly threshold: number
          /** In seconds, as the next two. */
          readonly minSpeechDuration: number
          readonly minSilenceDuration: number
          readonly maxSpeechDuration: number
          readonly windowSize: number
        }
        readonly sampleRate: number
        readonly numThreads: number
        readonly provider: 'cpu'
        readonly debug: boolean
      },
      bufferSizeInSeconds: number,
    )
    acceptWaveform(samples: Float32Array): void
    isEmpty(): boolean
    front(enableExternalBuffer: boolean): SpeechSegment
    pop(): void
    flush(): void
    /** From here on samples are counted from zero again. */
    reset(): void
  }

  interface OfflineStream {
    acceptWaveform(wave: { readonly samples: Float32Array; readonly sampleRate: number }): void
  }

  interface RecognisedSpeech {
    readonly text: string
    /** A code such as `en` or `<|en|>`; empty where the model does not tell. */
    readonly lang?: string
    readonly tokens?: readonly string[]
    /** Of each token, in seconds of what was heard; empty where the model does not tell. */
    readonly timestamps?: readonly number[]
    /** Whisper's, as the next two. */
    readonly segment_texts?: readonly string[]
    readonly segment_timestamps?: readonly number[]
    readonly segment_durations?: readonly number[]
  }

  /** A wrong configuration throws; a wrong model ends the process. */
  class OfflineRecognizer {
    constructor(config: {
      readonly featConfig: { readonly sampleRate: number; readonly featureDim: number }
      /** Besides these the model, under the name of its kind. */
      readonly modelConfig: Readonly<Record<string, unknown>> & {
        readonly tokens: string
        readonly numThreads: number
        readonly provider: 'cpu'
        readonly debug: boolean
      }
    })
    createStream(): OfflineStream
    decode(stream: OfflineStream): void
    getResult(stream: OfflineStream): RecognisedSpeech
  }

  export type { LinearResampler, OfflineRecognizer, RecognisedSpeech, Vad }

  /** Node finds no names in it. */
  const sherpa: {
    readonly LinearResampler: typeof LinearResampler
    readonly OfflineRecognizer: typeof OfflineRecognizer
    readonly Vad: typeof Vad
  }
  export default sherpa
}
