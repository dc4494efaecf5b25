import { expect, it } from 'vitest'
import { z } from 'zod'
import { refusalIn } from '../../src/budget/budget-refused-error.ts'
import type { ModelId } from '../../src/pricing/model-id.ts'
import { failureOf } from '../support/failure-of.ts'
import { answer } from '../support/providers/reply.ts'
import { createBookedJournal } from './booked-journal.ts'
import { claude, inScope, inScopeOf, openBoundary, reasoner, small } from './open-boundary.ts'
import { expectClosedBooks, expectSameBooks } from './same-books.ts'

const miniOmni: ModelId = { provider: 'openai', model: 'gpt-4o-mini' }
const jpeg = (last: number) => ({ bytes: Uint8Array.of(0xff, 0xd8, 0xff, last), mediaType: 'image/jpeg' })

const question = (model: ModelId) => ({
  ladder: [model],
  schema: z.object({ text: z.string() }),
  instructions: 'You copy out text.',
  prompt: 'Copy out the text of this page.',
  pictures: [jpeg(1), jpeg(2)],
  maxOutputTokens: 100,
  leastOutputTokens: 100,
})

it.each([
  // The most that each counts for one picture.
  [miniOmni, 48_169],
  [small, 12_000],
  [claude, 5_000],
  [reasoner, 12_000],
])(
  'two pictures shown to $model are held at what they make at most: $1 tokens each',
  async (model, tokens) => {
    const boundary = await openBoundary()
    boundary
      .serverOf(model)
      .respondWith(() => answer({ text: '{"text":"A."}', usage: { input: 2 * tokens } }))

    await inScope(() => boundary.models.ask(question(model)))

    const [entry] = await expectSameBooks(boundary)
    expect(entry).toMatchObject({ overage: false, usage: { inputTokens: { total: 2 * tokens } } })
    expect(entry?.usage.promptRoles?.source).toBeGreaterThan(1.9 * tokens)
  },
)

it('pictures that cannot be paid for are not shown: two of 12,000 tokens at 0.25 a million are 0.006', async () => {
  const boundary = await openBoundary()

  const error = await failureOf(inScopeOf('0.006', () => boundary.models.ask(question(small))))

  expect(refusalIn(error)?.refusal.kind).toBe('scope')
  expect(boundary.openai.requests).toEqual([])
  await expectClosedBooks(boundary)
})

it('an answer is kept for the pictures that it was given to, and for no others', async () => {
  const booked = createBookedJournal()
  const boundary = await openBoundary({ through: booked.through })
  boundary.openai.respondWith(() => answer({ text: '{"text":"A."}' }))
  const ask = (pictures: ReturnType<typeof question>['pictures']) =>
    inScope(() => boundary.models.ask({ ...question(small), pictures, journal: booked.journal }))

  await ask([jpeg(1)])
  await ask([jpeg(1)])
  await ask([jpeg(2)])

  expect(boundary.openai.requests).toHaveLength(2)
})
