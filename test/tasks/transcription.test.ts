import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTranscriptions } from '../../src/llm/transcriptions.ts'
import type { AcquiredSource } from '../../src/tasks/acquisition.ts'
import { transcribeSource } from '../../src/tasks/transcription.ts'
import { openBoundary } from '../llm/open-boundary.ts'
import { silence } from '../llm/silence.ts'
import { temporaryFolder } from '../support/ledger/temporary-books.ts'
import { answer } from '../support/providers/reply.ts'
import { silentFlac } from '../support/sound/silent-flac.ts'
import { silentM4a } from '../support/sound/silent-m4a.ts'
import { asTask, contextOf } from '../support/tasks/task-context.ts'

const nobody = { transcriptions: undefined }

function textSource(overrides: Partial<AcquiredSource> = {}): AcquiredSource {
  return { location: 'note.txt', type: 'text', text: 'One.', ...overrides }
}

async function soundSource(seconds: number): Promise<AcquiredSource> {
  const file = join(temporaryFolder(), 'wf_task')
  await writeFile(file, silence(seconds))
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

  it('is held by what it plays, not by what its header says', async () => {
    const { transcriptions, openai } = await openWhisper()
    const file = join(temporaryFolder(), 'wf_task')
    await writeFile(file, silentFlac(36_000, { told: 1 }))
    const media = { file, mediaType: 'audio/flac', sha256: 'ten hours' }
    const source: AcquiredSource = { location: 'talk.flac', type: 'audio', text: '', media }

    const transcribing = asTask('transcription', '3.59', () =>
      transcribeSource(source, contextOf('quick'), { transcriptions }),
    )

    await expect(transcribing).rejects.toMatchObject({ refusal: { kind: 'task' } })
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
