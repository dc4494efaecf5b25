import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createProviderEmbeddings } from '../../src/llm/embeddings.ts'
import type { StructuredQuestion } from '../../src/llm/structured-question.ts'
import { createTranscriptions } from '../../src/llm/transcriptions.ts'
import { UnusableAnswerError } from '../../src/llm/unusable-answer-error.ts'
import type { ModelId } from '../../src/pricing/model-id.ts'
import { failureOf } from '../support/failure-of.ts'
import * as faults from '../support/providers/faults.ts'
import { answer } from '../support/providers/reply.ts'
import { createBookedJournal, stopped } from './booked-journal.ts'
import {
  bounds,
  claude,
  inScope,
  inScopeOf,
  languageModels,
  large,
  openBoundary,
  prompt,
  small,
} from './open-boundary.ts'
import { expectSameBooks } from './same-books.ts'
import { recordingOf } from './silence.ts'

const schema = z.object({ title: z.string(), points: z.array(z.string()) })
type Answer = z.infer<typeof schema>
const instructions = 'You summarise.'

/** Whoever asks is stopped right after the first booking; then everything works again. */
async function openStopped() {
  const booked = createBookedJournal()
  const boundary = await openBoundary({ through: booked.through, maxRetries: 0 })
  const { providers, meter, timeoutMs } = boundary
  const question = (ladder: readonly ModelId[], changes: Partial<StructuredQuestion<Answer>> = {}) => ({
    ...{ ladder, schema, instructions, prompt, ...bounds },
    journal: booked.journal,
    ...changes,
  })
  return {
    ...boundary,
    ...booked,
    answerBy: (ladder: readonly ModelId[], changes?: Partial<StructuredQuestion<Answer>>) =>
      inScope(() => boundary.models.ask(question(ladder, changes))),
    answerWithin: (totalUsd: string, ladder: readonly ModelId[]) =>
      inScopeOf(totalUsd, () => boundary.models.ask(question(ladder))),
    embeddings: createProviderEmbeddings({
      ...{ providers, meter, timeoutMs },
      model: { provider: 'openai', model: 'text-embedding-3-small' },
    }),
    transcriptions: createTranscriptions({
      ...{ providers, meter, timeoutMs },
      model: { provider: 'openai', model: 'whisper-1' },
    }),
    /** Does something up to its first booking. */
    untilBooked: async (work: () => Promise<unknown>) => {
      booked.stopAfterBooking(true)
      expect(await failureOf(work())).toBe(stopped)
      booked.stopAfterBooking(false)
    },
  }
}

describe.each(languageModels)(
  'an answer of $provider whose booking was the last thing that happened',
  (model) => {
    it('is handed back instead of a second call', async () => {
      const boundary = await openStopped()
      await boundary.untilBooked(() => boundary.answerBy([model]))

      const { answer: kept, model: answering } = await boundary.answerBy([model])

      expect(schema.safeParse(kept).success).toBe(true)
      expect(answering).toEqual(model)
      expect(boundary.serverOf(model).served).toHaveLength(1)
      expect(await expectSameBooks(boundary)).toHaveLength(1)
    })
  },
)

describe('an answer that was kept', () => {
  it.each([
    { title: 'another prompt', changes: { prompt: `${prompt} Again.` } },
    { title: 'other instructions', changes: { instructions: 'You quote.' } },
    { title: 'another schema', changes: { schema: schema.extend({ points: z.array(z.string()).max(9) }) } },
    { title: 'another ceiling', changes: { maxOutputTokens: 500 } },
    { title: 'other models', changes: { ladder: [large, small] } },
  ])('is not taken for one to $title', async ({ changes }) => {
    const boundary = await openStopped()
    await boundary.answerBy([small])

    await boundary.answerBy([small], changes)

    expect(boundary.openai.served).toHaveLength(2)
  })

  it('is asked again by whoever keeps no journal', async () => {
    const boundary = await openStopped()
    await boundary.answerBy([small])

    await boundary.answerBy([small], { journal: undefined })

    expect(boundary.openai.served).toHaveLength(2)
  })

  it('by a lower model of the ladder stands when a higher one could be paid for now', async () => {
    const boundary = await openStopped()
    await boundary.answerWithin('0.0004', [large, claude, small])

    const { model } = await boundary.answerBy([large, claude, small])

    expect(model).toEqual(small)
    expect(await boundary.entries()).toHaveLength(1)
  })

  it('but cannot be used is billed all the same: only its repair is asked for', async () => {
    const boundary = await openStopped()
    boundary.openai.respondWith([faults.plainText()])
    await boundary.untilBooked(() => boundary.answerBy([small]))

    await boundary.answerBy([small])
    await boundary.answerBy([small])

    const prompts = boundary.openai.requests.map(({ body }) => JSON.stringify(body['messages']))
    expect(prompts.map((text) => text.includes('could not be used'))).toEqual([false, true])
    expect(await expectSameBooks(boundary)).toHaveLength(2)
  })

  it('but could not be used twice is not asked a third time', async () => {
    const boundary = await openStopped()
    boundary.openai.respondWith([faults.plainText(), faults.wrongSchema()])
    expect(await failureOf(boundary.answerBy([small]))).toBeInstanceOf(UnusableAnswerError)

    const error = await failureOf(boundary.answerBy([small]))

    expect(error).toBeInstanceOf(UnusableAnswerError)
    expect(error).toMatchObject({ model: small })
    expect(boundary.openai.served).toHaveLength(2)
  })

  it('but cannot be used, and whose repair cannot be paid for, leaves the next model to be asked', async () => {
    const boundary = await openStopped()
    boundary.anthropic.respondWith([faults.plainText()])
    await boundary.untilBooked(() => boundary.answerBy([claude, small]))

    const { model } = await boundary.answerWithin('0.0004', [claude, small])

    expect(model).toEqual(small)
    expect(boundary.anthropic.served).toHaveLength(1)
  })
})

describe('nothing is kept of an answer', () => {
  it('that has no text', async () => {
    const boundary = await openStopped()
    boundary.openai.respondWith([answer({ text: '', finish: 'content_filter' })])
    await failureOf(boundary.answerBy([small]))

    await boundary.answerBy([small])

    expect(boundary.lines.size).toBe(1)
    expect(boundary.openai.served).toHaveLength(2)
  })

  it('that was cut off because there was no money for more: with more it may come whole', async () => {
    const boundary = await openStopped()
    boundary.openai.respondWith(() => answer({ text: '{"title":"A long', finish: 'length' }))
    await failureOf(boundary.answerWithin('0.0004', [small]))
    expect(boundary.lines.size).toBe(0)
    boundary.openai.respondWith([])

    await boundary.answerBy([small])

    expect(boundary.lines.size).toBe(1)
  })

  it('that was cut off at the ceiling that was asked for is not said: it would be cut off again', async () => {
    const boundary = await openStopped()
    boundary.openai.respondWith(() => answer({ text: '{"title":"A long', finish: 'length' }))
    await failureOf(boundary.answerBy([small]))

    await failureOf(boundary.answerBy([small]))

    expect(boundary.openai.served).toHaveLength(2)
  })
})

describe('vectors whose booking was the last thing that happened', () => {
  it('are handed back as they were, and only further texts are paid for', async () => {
    const texts = Array.from({ length: 200 }, (_, index) => `Text ${index}.`)
    const boundary = await openStopped()
    const { embeddings, journal } = boundary
    await boundary.untilBooked(() => inScope(() => embeddings.embed(texts, { journal })))
    expect(boundary.openai.served).toHaveLength(1)

    const vectors = await inScope(() => embeddings.embed(texts, { journal }))

    expect(boundary.openai.served).toHaveLength(2)
    expect(await expectSameBooks(boundary)).toHaveLength(2)
    expect(vectors).toEqual(await inScope(() => embeddings.embed(texts)))
  })
})

describe('a transcript whose booking was the last thing that happened', () => {
  it('is handed back as it was', async () => {
    const recording = recordingOf(12)
    const boundary = await openStopped()
    const { transcriptions, journal } = boundary
    await boundary.untilBooked(() => inScope(() => transcriptions.transcribe([recording], { journal })))

    const transcript = await inScope(() => transcriptions.transcribe([recording], { journal }))

    expect(boundary.openai.served).toHaveLength(1)
    expect(transcript).toEqual(await inScope(() => transcriptions.transcribe([recording])))
  })

  it('is not taken for one of another recording', async () => {
    const recording = recordingOf(12)
    const boundary = await openStopped()
    const { transcriptions, journal } = boundary
    await inScope(() => transcriptions.transcribe([recording], { journal }))

    await inScope(() => transcriptions.transcribe([{ ...recording, id: 'another' }], { journal }))

    expect(boundary.openai.served).toHaveLength(2)
  })
})
