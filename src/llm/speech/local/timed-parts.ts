import type { RecognisedSpeech } from 'sherpa-onnx-node'
import type { SoundSpan } from '../../../sources/media/speech-detector.ts'
import type { SpokenPart } from '../speech-model.ts'

/** A text from a second of the stretch that was heard, as its recogniser tells. */
interface Told {
  readonly text: string
  readonly atSeconds: number
  /** Undefined: until the next begins. */
  readonly seconds?: number | undefined
}

/**
 * What was said in a stretch of speech, with the times that the recogniser tells: Whisper those of its segments, transducers and CTC those
 * of their tokens, which are parted where sentences end. Others, and times that cannot be, leave the stretch one part.
 *
 * @param heardFromSeconds where in the recording the sound began that was given to be heard: a little before the stretch
 */
export function timedParts(
  heard: RecognisedSpeech,
  { startSeconds, endSeconds }: SoundSpan,
  heardFromSeconds: number,
): readonly SpokenPart[] {
  const text = heard.text.trim()
  if (text === '') return []
  const whole = [{ startSecond: startSeconds, endSecond: endSeconds, text }]
  const told = segmentsOf(heard) ?? sentencesOf(heard)
  if (!told || told.length < 2 || !isInOrder(told) || !isSame(told, text)) return whole
  const within = (seconds: number) => Math.min(endSeconds, Math.max(startSeconds, heardFromSeconds + seconds))
  return told.map(({ text: part, atSeconds, seconds }, index) => ({
    startSecond: within(atSeconds),
    endSecond: within(seconds === undefined ? (told[index + 1]?.atSeconds ?? Infinity) : atSeconds + seconds),
    text: part.trim(),
  }))
}

function segmentsOf({
  segment_texts: texts,
  segment_timestamps: times,
  segment_durations: durations,
}: RecognisedSpeech): readonly Told[] | undefined {
  if (!texts || texts.length === 0 || texts.length !== times?.length) return undefined
  // The last has none where its end was not heard.
  return texts.map((text, index) => ({
    text,
    atSeconds: times[index] ?? 0,
    seconds: durations?.[index] || undefined,
  }))
}

const sentenceEnd = /[.!?…。！？]["”’»)]*$/u

function sentencesOf({ tokens, timestamps }: RecognisedSpeech): readonly Told[] | undefined {
  if (!tokens || tokens.length === 0 || tokens.length !== timestamps?.length) return undefined
  const told: Told[] = []
  let begun: Told | undefined
  for (const [index, token] of tokens.entries()) {
    const goesOn = !/^[\s▁]/u.test(token) || !sentenceEnd.test(begun?.text.trimEnd() ?? '')
    if (begun && goesOn) begun = { ...begun, text: begun.text + token }
    else {
      if (begun) told.push(begun)
      begun = { text: token, atSeconds: timestamps[index] ?? 0 }
    }
  }
  return begun ? [...told, begun] : told
}

function isInOrder(told: readonly Told[]): boolean {
  return told.every(({ atSeconds, seconds = 0 }, index) => {
    const next = told[index + 1]
    return seconds >= 0 && (next === undefined || next.atSeconds >= atSeconds)
  })
}

function isSame(told: readonly Told[], text: string): boolean {
  const plain = (words: string) => words.replace(/[\s▁]/gu, '')
  return plain(told.map((part) => part.text).join('')) === plain(text)
}
