import { expect, it } from 'vitest'
import { z } from 'zod'
import { runTask } from '../../src/budget/request-scope.ts'
import { spend, usd } from '../support/ledger/requests.ts'
import { asNumber } from '../support/providers/json-shape.ts'
import { answer } from '../support/providers/reply.ts'
import { attribution, type Boundary, bounds, inScope, openBoundary, prompt, small } from './open-boundary.ts'
import { expectSameBooks } from './same-books.ts'

const schema = z.object({ title: z.string() })
const short = JSON.stringify({ title: 'The river rose' })
/** 6 characters a token: 100 tokens and a little. */
const long = JSON.stringify({ title: 'The river rose. '.repeat(38) })

function ask(boundary: Boundary, totalUsd?: string) {
  return inScope(
    () =>
      runTask('analysis', () =>
        boundary.models.ask({
          ladder: [small],
          schema,
          instructions: 'You summarise.',
          prompt,
          ...bounds,
          usualOutputTokens: 60,
        }),
      ),
    totalUsd === undefined ? {} : { totalNanoUsd: usd(totalUsd) },
  )
}

function ceilingsSent({ openai }: Boundary) {
  return openai.requests.map(
    ({ body }) => asNumber(body['max_completion_tokens']) ?? asNumber(body['max_tokens']),
  )
}

/** Books twenty calls of the task that wrote so much. */
async function teach({ ledger }: Boundary, outputTokens: number) {
  for (let count = 0; count < 20; count++)
    await spend(ledger, '0', {
      attribution: { ...attribution, workflow: 'wf_before', task: 'analysis' },
      call: { ...small, operation: 'generate', priceVersion: '' },
      usage: { outputTokens: { total: outputTokens } },
      atMs: Date.now(),
    })
}

it('a call is held and sent at what is thought to be enough, until the books tell', async () => {
  const boundary = await openBoundary()
  boundary.openai.respondWith(() => answer({ text: short }))

  await ask(boundary)
  await teach(boundary, 50)
  await ask(boundary)

  expect(ceilingsSent(boundary)).toEqual([60, 75])
})

it('an answer that is cut at the usual ceiling is asked for once more with the whole one, booked, and teaches', async () => {
  const boundary = await openBoundary()
  boundary.openai.respondWith(() => answer({ text: long }))

  const { answer: first } = await ask(boundary)
  await ask(boundary)

  expect(first.title).toHaveLength(38 * 16)
  const [cut, whole, next] = ceilingsSent(boundary)
  expect([cut, whole]).toEqual([60, bounds.maxOutputTokens])
  expect(next).toBeGreaterThan(100)
  expect(ceilingsSent(boundary)).toHaveLength(3)
  expect(await expectSameBooks(boundary)).toHaveLength(3)
})

it('a cut answer is not asked for again where the money does not leave much more room', async () => {
  const boundary = await openBoundary()
  boundary.openai.respondWith(() => answer({ text: long }))

  const outcome = await ask(boundary, '0.00025').catch((error: unknown) => error)

  expect(outcome).toBeInstanceOf(Error)
  expect(ceilingsSent(boundary).filter((ceiling) => ceiling === bounds.maxOutputTokens)).toEqual([])
  const { spentNanoUsd } = await boundary.ledger.scopeBalance('scope_boundary')
  expect(spentNanoUsd).toBeLessThanOrEqual(usd('0.00025'))
})
