import sherpa, { type OfflineRecognizer } from 'sherpa-onnx-node'
import { monoSound } from '../../../sources/media/mono-sound.ts'
import { quietly } from '../../../sources/media/quietly.ts'
import { soundFormatOf } from '../../../sources/media/sound-format.ts'
import { type SoundSpan, SpeechDetector } from '../../../sources/media/speech-detector.ts'
import { speechRate } from '../../../sources/media/speech-rate.ts'
import type { Speech, SpokenPart } from '../speech-model.ts'
import { spokenLanguage } from '../spoken-language.ts'
import { recogniserConfig } from './recogniser-config.ts'
import type { RecogniserFolder } from './recogniser-folder.ts'
import { timedParts } from './timed-parts.ts'

export interface HearingTask {
  readonly recogniser: RecogniserFolder
  /** A recording; none: it is only tried whether the recogniser can be loaded. */
  readonly bytes?: Uint8Array
  readonly threads: number
}

/** Whisper hears 30 seconds at a time, and the attention of others takes memory by the square of the length. */
const longestHeardSeconds = 28
const longestSpeechSeconds = 20
/** So much around speech is heard as well: it begins and ends softly. */
const padSeconds = 0.2

/** Kept from one recording to the next. */
let loaded: { readonly key: string; readonly recogniser: OfflineRecognizer } | undefined

/** What is said in a recording, stretch by stretch of speech: see `localSpeechModel`. */
export async function work({ recogniser: folder, bytes, threads }: HearingTask): Promise<Speech> {
  const recogniser = load(folder, threads)
  if (!bytes) return { text: '', parts: [] }
  const samples = await samplesOf(bytes)
  const heard = pieces(speechIn(samples), samples.length / speechRate).map((span) =>
    hear(recogniser, samples, span),
  )
  const parts = heard.flatMap(({ parts: said }) => said)
  return {
    text: parts.map(({ text }) => text).join(' '),
    parts,
    language: mostFrequent(heard.flatMap(({ language }) => language ?? [])),
    durationSeconds: samples.length / speechRate,
  }
}

function load(folder: RecogniserFolder, threads: number): OfflineRecognizer {
  const key = JSON.stringify([folder, threads])
  if (loaded?.key !== key)
    loaded = { key, recogniser: new sherpa.OfflineRecognizer(recogniserConfig(folder, threads)) }
  return loaded.recogniser
}

async function samplesOf(bytes: Uint8Array): Promise<Float32Array> {
  const format = await soundFormatOf(bytes)
  if (!format) throw new TypeError('The recording cannot be decoded.')
  return quietly(async () => {
    const chunks: Float32Array[] = []
    for await (const chunk of monoSound(new Uint8Array(bytes), format)) chunks.push(chunk.slice())
    const samples = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const chunk of chunks) {
      samples.set(chunk, at)
      at += chunk.length
    }
    return samples
  })
}

function speechIn(samples: Float32Array): readonly SoundSpan[] {
  const detector = new SpeechDetector(longestSpeechSeconds)
  detector.accept(samples)
  return detector.end().spans
}

/** Stretches that can be heard at once; what is longer is parted wherever it is. */
function pieces(spans: readonly SoundSpan[], seconds: number): readonly SoundSpan[] {
  return spans.flatMap(({ startSeconds, endSeconds }) => {
    const end = Math.min(endSeconds, seconds)
    const count = Math.max(1, Math.ceil((end - startSeconds) / (longestHeardSeconds - 2 * padSeconds)))
    const length = (end - startSeconds) / count
    return Array.from({ length: count }, (_, index) => ({
      startSeconds: startSeconds + index * length,
      endSeconds: startSeconds + (index + 1) * length,
    }))
  })
}

function hear(
  recogniser: OfflineRecognizer,
  samples: Float32Array,
  span: SoundSpan,
): { readonly parts: readonly SpokenPart[]; readonly language: string | undefined } {
  const { startSeconds, endSeconds } = span
  const from = Math.max(0, Math.floor((startSeconds - padSeconds) * speechRate))
  const to = Math.ceil((endSeconds + padSeconds) * speechRate)
  const stream = recogniser.createStream()
  // A copy: the library takes a view for all that it is a view of.
  stream.acceptWaveform({ samples: samples.slice(from, to), sampleRate: speechRate })
  recogniser.decode(stream)
  const heard = recogniser.getResult(stream)
  return {
    parts: timedParts(heard, span, from / speechRate),
    language: spokenLanguage((heard.lang ?? '').replaceAll(/[<|>]/g, '')),
  }
}

function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0]
}
