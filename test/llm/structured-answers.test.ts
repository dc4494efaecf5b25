import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { StructuredQuestion } from '../../src/llm/structured-question.ts'
import { UnusableAnswerError } from '../../src/llm/unusable-answer-error.ts'
import type { ModelId } from '../../src/pricing/model-id.ts'
import { failureOf } from '../support/failure-of.ts'
import * as faults from '../support/providers/faults.ts'
import { bounds, inScope, languageModels, openBoundary, prompt } from './open-boundary.ts'
import { expectSameBooks } from './same-books.ts'

const schema = z.object({ title: z.string(), points: z.array(z.string()) })

function questionTo(...ladder: readonly ModelId[]): StructuredQuestion<z.infer<typeof schema>> {
  return { ladder, schema, instructions: 'You summarise.', prompt, ...bounds }
}

describe.each(languageModels)('a question to $provider', (model) => {
  it('is answered in the form of its schema and booked once', async () => {
    const boundary = await openBoundary()

    const { answer, model: answering } = await inScope(() => boundary.models.ask(questionTo(model)))

    expect(schema.safeParse(answer).success).toBe(true)
    expect(answering).toEqual(model)
    expect(await expectSameBooks(boundary)).toMatchObject([{ provenance: 'computed', overage: false }])
  })

  it.each([
    { title: 'in prose', reply: faults.plainText() },
    { title: 'of another schema', reply: faults.wrongSchema() },
  ])('whose answer is $title is asked once more, and both answers are booked', async ({ reply }) => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([reply])

    const { answer } = await inScope(() => boundary.models.ask(questionTo(model)))

    expect(schema.safeParse(answer).success).toBe(true)
    expect(await expectSameBooks(boundary)).toMatchObject([{ calls: 1 }, { calls: 1 }])
  })

  it('that is answered twice in a form of no use fails, and both answers are booked', async () => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([faults.plainText(), faults.wrongSchema()])

    const error = await failureOf(inScope(() => boundary.models.ask(questionTo(model))))

    expect(error).toBeInstanceOf(UnusableAnswerError)
    expect(error).toMatchObject({ model })
    expect(await expectSameBooks(boundary)).toMatchObject([{ calls: 1 }, { calls: 1 }])
  })

  it('that was turned away is asked again by itself', async () => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith([faults.rateLimited(0)])

    await inScope(() => boundary.models.ask(questionTo(model)))

    expect(await expectSameBooks(boundary)).toMatchObject([{ failedCalls: 1 }, { calls: 1 }])
  })

  it('that is turned away for good is not asked again nor of another model', async () => {
    const boundary = await openBoundary()
    boundary.serverOf(model).respondWith(() => faults.unauthorized())

    const error = await failureOf(inScope(() => boundary.models.ask(questionTo(model, ...languageModels))))

    expect(error).toMatchObject({ name: 'AI_APICallError', statusCode: 401 })
    expect(await expectSameBooks(boundary)).toMatchObject([{ failedCalls: 1 }])
  })
})
