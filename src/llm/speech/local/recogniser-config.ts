import type { OfflineRecognizer } from 'sherpa-onnx-node'
import { speechRate } from '../../../sources/media/speech-rate.ts'
import type { RecogniserFolder, RecogniserKind } from './recogniser-folder.ts'

type Config = ConstructorParameters<typeof OfflineRecognizer>[0]

/** What the library calls each kind. */
const names: Readonly<Record<RecogniserKind, string>> = {
  whisper: 'whisper',
  moonshine: 'moonshine',
  moonshine_v2: 'moonshine',
  sense_voice: 'senseVoice',
  zipformer: 'transducer',
  zipformer_ctc: 'zipformerCtc',
  nemo: 'transducer',
  nemo_ctc: 'nemoCtc',
}

/** What some kinds are told: SenseVoice to write numbers and punctuation, Whisper to tell when its segments begin and end. */
const further: Partial<Readonly<Record<RecogniserKind, Readonly<Record<string, unknown>>>>> = {
  sense_voice: { useInverseTextNormalization: 1 },
  whisper: { task: 'transcribe', enableSegmentTimestamps: 1 },
}

/** A recogniser as the library takes it: https://github.com/k2-fsa/sherpa-onnx/tree/master/nodejs-addon-examples (2026-11). */
export function recogniserConfig({ kind, parts, tokens }: RecogniserFolder, threads: number): Config {
  return {
    // Others than these are set by the model itself.
    featConfig: { sampleRate: speechRate, featureDim: 80 },
    modelConfig: {
      [names[kind]]: { ...parts, ...further[kind] },
      tokens,
      numThreads: threads,
      provider: 'cpu',
      debug: false,
    },
  }
}
