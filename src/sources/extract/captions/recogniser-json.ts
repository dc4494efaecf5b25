import { z } from 'zod'

/** Something that was heard, in seconds. */
interface Heard {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly speaker?: string | undefined
}

const milliseconds = 1 / 1000
const label = z.union([z.string(), z.number()]).nullish()

/** AssemblyAI (https://www.assemblyai.com/docs/api-reference/transcripts/get, 2026-11): milliseconds. */
const assemblyPart = z.object({ start: z.number(), end: z.number(), text: z.string(), speaker: label })
const assembly = z.object({
  status: z.string().optional(),
  utterances: z.array(assemblyPart).nullish(),
  words: z.array(assemblyPart),
})

/** Deepgram (https://developers.deepgram.com/docs/pre-recorded-audio, 2026-11). */
const deepgramWord = z.object({
  word: z.string(),
  punctuated_word: z.string().optional(),
  start: z.number(),
  end: z.number(),
  speaker: label,
})
const deepgram = z.object({
  results: z.object({
    utterances: z
      .array(z.object({ start: z.number(), end: z.number(), transcript: z.string(), speaker: label }))
      .optional(),
    channels: z.array(z.object({ alternatives: z.array(z.object({ words: z.array(deepgramWord) })) })),
  }),
})

/** whisper.cpp's own program (`--output-json`): milliseconds. */
const whisperProgram = z.object({
  transcription: z.array(
    z.object({ offsets: z.object({ from: z.number(), to: z.number() }), text: z.string() }),
  ),
})

/** Amazon Transcribe (https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html, 2026-11): times in texts, marks without any. */
const amazon = z.object({
  results: z.object({
    items: z.array(
      z.object({
        type: z.string(),
        start_time: z.string().optional(),
        end_time: z.string().optional(),
        speaker_label: z.string().optional(),
        alternatives: z.array(z.object({ content: z.string() })).min(1),
      }),
    ),
  }),
})

/** What recognisers write into files, each in a form of its own; undefined for JSON that is something else. */
export function heardIn(value: unknown): readonly Heard[] | undefined {
  const byAssembly = assembly.safeParse(value)
  if (byAssembly.success) return heardByAssembly(byAssembly.data)
  const byDeepgram = deepgram.safeParse(value)
  if (byDeepgram.success) return heardByDeepgram(byDeepgram.data)
  const byWhisper = whisperProgram.safeParse(value)
  if (byWhisper.success)
    return byWhisper.data.transcription.map(({ offsets, text }) => ({
      start: offsets.from * milliseconds,
      end: offsets.to * milliseconds,
      text,
    }))
  const byAmazon = amazon.safeParse(value)
  return byAmazon.success ? heardByAmazon(byAmazon.data) : undefined
}

function heardByAssembly({ utterances, words }: z.output<typeof assembly>): readonly Heard[] {
  return (utterances?.length ? utterances : words).map(({ start, end, text, speaker }) => ({
    start: start * milliseconds,
    end: end * milliseconds,
    text,
    speaker: named(speaker),
  }))
}

function heardByDeepgram({ results }: z.output<typeof deepgram>): readonly Heard[] {
  if (results.utterances?.length)
    return results.utterances.map(({ transcript, speaker, ...times }) => ({
      ...times,
      text: transcript,
      speaker: named(speaker),
    }))
  return results.channels
    .flatMap(({ alternatives }) => alternatives[0]?.words ?? [])
    .map(({ word, punctuated_word, start, end, speaker }) => ({
      start,
      end,
      text: punctuated_word ?? word,
      speaker: named(speaker),
    }))
}

function heardByAmazon({ results }: z.output<typeof amazon>): readonly Heard[] {
  const heard: Heard[] = []
  for (const { start_time, end_time, speaker_label, alternatives } of results.items) {
    const text = alternatives[0]?.content ?? ''
    const before = heard.at(-1)
    if (start_time !== undefined)
      heard.push({
        start: Number(start_time),
        end: Number(end_time ?? start_time),
        text,
        speaker: speaker_label,
      })
    else if (before) heard[heard.length - 1] = { ...before, text: before.text + text }
  }
  return heard
}

/** Some number speakers from zero, others name them A, B and so on. */
function named(speaker: string | number | null | undefined): string | undefined {
  if (typeof speaker !== 'number') return speaker ?? undefined
  return speaker < 26 ? String.fromCharCode(65 + speaker) : String(speaker + 1)
}
