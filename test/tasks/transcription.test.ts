import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTranscriptions } from '../../src/llm/transcriptions.ts'
import type { AcquiredSource } from '../../src/tasks/acquisition.ts'
import { transcribeSeveral } from '../../src/tasks/several/transcribe-several.ts'
import { transcribeSource } from '../../src/tasks/transcription.ts'
import { openBoundary } from '../llm/open-boundary.ts'
import { temporaryFolder } from '../support/ledger/temporary-books.ts'
import { answer } from '../support/providers/reply.ts'
import { silentFlac } from '../support/sound/silent-flac.ts'
import { silentM4a } from '../support/sound/silent-m4a.ts'
import { type Spoken, spokenWav } from '../support/sound/spoken-wav.ts'
import { asTask, contextOf } from '../support/tasks/task-context.ts'

const nobody = { transcriptions: undefined }

function textSource(overrides: Partial<AcquiredSource> = {}): AcquiredSource {
  return { location: 'note.txt', type: 'text', text: 'One.', ...overrides }
}

async function soundSource(seconds: number, spoken?: readonly Spoken[]): Promise<AcquiredSource> {
  const file = join(temporaryFolder(), 'wf_task')
  await writeFile(file, spokenWav(seconds, spoken))
  return {
    location: 'talk.wav',
    type: 'audio',
    text: '',
    media: { file, mediaType: 'audio/wav', sha256: String(seconds) },
  }
}

async function openWhisper() {
  const boundary = await openBoundary()
  const model = { provider: 'openai', model: 'whisper-1' }
  const { providers, meter, timeoutMs } = boundary
  return { ...boundary, transcriptions: createTranscriptions({ providers, meter, timeoutMs, model }) }
}

describe('a text', () => {
  it('is handed on as it is; nothing is known of its times', async () => {
    const text = 'First line\nof the first.\n\nSecond.\n\n\n  Third.\n'

    const { output } = await transcribeSource(textSource({ text }), contextOf('quick'), nobody)

    expect(output).toMatchObject({ text, segments: [] })
  })

  it('has the language of its words, or the one it declares when they do not tell', async () => {
    const english = 'The harbour froze over in January and the ships could not leave it for weeks.'
    const languageOf = async (overrides: Partial<AcquiredSource>) =>
      (await transcribeSource(textSource(overrides), contextOf('quick'), nobody)).output.language

    expect(await languageOf({ text: english, language: 'ru' })).toBe('en')
    expect(await languageOf({ text: '12 34', language: 'pt-BR' })).toBe('pt-BR')
    expect(await languageOf({ text: '12 34' })).toBe('und')
  })
})

it('keeps the times of captions', async () => {
  const segments = [
    { startSeconds: 0, endSeconds: 2.5, text: 'Good morning.' },
    { startSeconds: 2.5, endSeconds: 4, text: 'It is cold.' },
  ]
  const source = textSource({ type: 'captions', text: 'Good morning.\nIt is cold.', segments })

  const { output } = await transcribeSource(source, contextOf('quick'), nobody)

  expect(output.segments).toEqual([
    { startOffset: 0, endOffset: 13, startSeconds: 0, endSeconds: 2.5 },
    { startOffset: 14, endOffset: 25, startSeconds: 2.5, endSeconds: 4 },
  ])
})

describe('media', () => {
  it('without a model that hears is refused, naming the setting', async () => {
    const transcribing = transcribeSource(await soundSource(1), contextOf('quick'), nobody)

    await expect(transcribing).rejects.toMatchObject({
      name: 'SourceError',
      reason: 'no_transcription_model',
      detail: 'audio/wav',
    })
  })

  it('becomes text with times', async () => {
    const { transcriptions, openai } = await openWhisper()
    const source = await soundSource(15)

    const { output } = await asTask('transcription', '1', () =>
      transcribeSource(source, contextOf('quick'), { transcriptions }),
    )

    expect(openai.served).toMatchObject([{ endpoint: 'transcriptions', usage: { audioSeconds: 15 } }])
    expect(output.text).toBe('This is spoken sentence number 1.\nThis is spoken sentence number 2.')
    expect(output.segments).toMatchObject([
      { startOffset: 0, endOffset: 33, startSeconds: 0, endSeconds: 10 },
      { startOffset: 34, endOffset: 67, startSeconds: 10, endSeconds: 15 },
    ])
    expect(output.language).toBe('en')
  })

  it('is heard once in the life of a workflow', async () => {
    const { transcriptions, openai } = await openWhisper()
    const source = await soundSource(1)
    const context = contextOf('quick')
    const transcribe = (steps: Map<string, string>) =>
      asTask('transcription', '1', () =>
        transcribeSource(source, contextOf('quick', { steps }), { transcriptions }),
      )

    const first = await transcribe(context.steps)
    const second = await transcribe(context.steps)

    expect(second).toEqual(first)
    expect(openai.served).toHaveLength(1)
  })

  it('in which nothing is said is an empty source', async () => {
    const { transcriptions, openai } = await openWhisper()
    openai.respondWith([answer({ text: ' ' })])
    const source = await soundSource(1)

    const transcribing = asTask('transcription', '1', () =>
      transcribeSource(source, contextOf('quick'), { transcriptions }),
    )

    await expect(transcribing).rejects.toMatchObject({ name: 'SourceError', reason: 'no_speech' })
  })

  it('of silence alone is not sent anywhere, whatever its header says', async () => {
    const { transcriptions, openai } = await openWhisper()
    const file = join(temporaryFolder(), 'wf_task')
    await writeFile(file, silentFlac(600, { told: 1, sampleRate: 8_000 }))
    const media = { file, mediaType: 'audio/flac', sha256: 'ten minutes' }
    const source: AcquiredSource = { location: 'talk.flac', type: 'audio', text: '', media }

    const transcribing = asTask('transcription', '1', () =>
      transcribeSource(source, contextOf('quick'), { transcriptions }),
    )

    await expect(transcribing).rejects.toMatchObject({ name: 'SourceError', reason: 'no_speech' })
    expect(openai.requests).toEqual([])
  })

  it('that contradicts itself is not heard', async () => {
    const { transcriptions, openai } = await openWhisper()
    const file = join(temporaryFolder(), 'wf_task')
    await writeFile(file, silentM4a(3_600, { sharesBytes: true }))
    const media = { file, mediaType: 'audio/mp4', sha256: 'an hour of six bytes' }
    const source: AcquiredSource = { location: 'talk.m4a', type: 'audio', text: '', media }

    const transcribing = asTask('transcription', '1', () =>
      transcribeSource(source, contextOf('quick'), { transcriptions }),
    )

    await expect(transcribing).rejects.toMatchObject({ name: 'SourceError', reason: 'damaged' })
    expect(openai.requests).toEqual([])
  })

  it('that the budget does not admit is not heard', async () => {
    const { transcriptions, openai } = await openWhisper()
    const source = await soundSource(60)

    const transcribing = asTask('transcription', '0.001', () =>
      transcribeSource(source, contextOf('quick'), { transcriptions }),
    )

    await expect(transcribing).rejects.toMatchObject({ refusal: { kind: 'task' } })
    expect(openai.served).toEqual([])
  })
})

describe('speech with silence around it', () => {
  const spoken: readonly Spoken[] = [
    [3, 6],
    [20, 24],
    [50, 53],
  ]

  it('is heard without the silence, and has the times of the recording', async () => {
    const { transcriptions, openai } = await openWhisper()
    const source = await soundSource(60, spoken)
    // As it is sent: each with 0.3 s before and after it, one after another.
    const segment = (start: number, end: number, text: string) => ({ start, end, text, tokens: [] })
    const segments = [
      segment(0.3, 3.3, 'The first.'),
      segment(3.9, 7.9, 'The second.'),
      segment(8.3, 11.5, 'The third.'),
    ]
    const body = { text: 'The first. The second. The third.', duration: 11.8, segments }
    openai.respondWith([answer({ rawBody: JSON.stringify(body) })])

    const { output } = await asTask('transcription', '1', () =>
      transcribeSource(source, contextOf('quick'), { transcriptions }),
    )

    expect(output.text).toBe('The first.\nThe second.\nThe third.')
    expect(output.durationSeconds).toBe(60)
    for (const [index, [from]] of spoken.entries())
      expect(Math.abs((output.segments[index]?.startSeconds ?? 0) - from)).toBeLessThan(0.5)
    const [served] = openai.served
    expect(served?.usage.audioSeconds).toBeGreaterThan(10)
    expect(served?.usage.audioSeconds).toBeLessThan(14)
  })

  it('is sent in parts where it is longer than is taken at once, all held before the first', async () => {
    const { transcriptions, openai, ledger } = await openWhisper()
    const source = await soundSource(60, [
      [1, 14],
      [20, 33],
      [40, 53],
    ])
    const inParts = { transcriptions: { ...transcriptions, longestSeconds: 20 } }
    const context = contextOf('quick')
    const heard = (limit: string) =>
      asTask('transcription', limit, () => transcribeSource(source, context, inParts))

    await expect(heard('0.004')).rejects.toMatchObject({ refusal: { kind: 'task' } })
    expect(openai.requests).toEqual([])
    const { output } = await heard('0.0048')

    expect(openai.served.map(({ usage }) => usage.audioSeconds)).toEqual([14, 14, 14])
    const starts = output.segments.map(({ startSeconds = 0 }) => startSeconds)
    expect(starts).toHaveLength(6)
    for (const [index, start] of [0.7, 10.7, 19.7, 29.7, 39.7, 49.7].entries())
      expect(Math.abs((starts[index] ?? 0) - start)).toBeLessThan(0.5)
    const entries = await ledger.entriesOf('wf_task')
    expect(entries.map(({ amountNanoUsd, overage }) => [amountNanoUsd, overage])).toEqual(
      [1, 2, 3].map(() => [1_400_000n, false]),
    )
  })
})

describe('several sources', () => {
  it('are handed on without one that cannot be paid for, wherever it stands', async () => {
    const { transcriptions, openai } = await openWhisper()
    const said = textSource({ location: 'said.txt', text: 'The harbour froze over in January.' })
    const attempts = [{ source: await soundSource(60) }, { source: said }]

    const { output, refusal } = await asTask('transcription', '0.001', () =>
      transcribeSeveral(attempts, contextOf('quick'), { transcriptions }),
    )

    expect(output).toMatchObject({ text: said.text, parts: [{ source: 1, startOffset: 0 }] })
    expect(refusal).toMatchObject({ kind: 'task' })
    expect(openai.requests).toEqual([])
  })

  it('are refused where none can be paid for', async () => {
    const { transcriptions } = await openWhisper()
    const attempts = [{ source: await soundSource(60) }, { source: await soundSource(61) }]

    const transcribing = asTask('transcription', '0.001', () =>
      transcribeSeveral(attempts, contextOf('quick'), { transcriptions }),
    )

    await expect(transcribing).rejects.toMatchObject({ refusal: { kind: 'task' } })
  })
})
