import { generateText } from 'ai'
import { describe, expect, it, vi } from 'vitest'
import { refusalIn } from '../../src/budget/budget-refused-error.ts'
import type { ModelId } from '../../src/pricing/model-id.ts'
import { budgetOf, noonMs, usd } from '../support/ledger/requests.ts'
import { createSeededRandom } from '../support/ledger/seeded-random.ts'
import * as faults from '../support/providers/faults.ts'
import { answer, type Reply } from '../support/providers/reply.ts'
import {
  attribution,
  type Boundary,
  bounds,
  inScopeOf,
  languageModels,
  openBoundary,
} from './open-boundary.ts'
import { expectClosedBooks } from './same-books.ts'

const callCount = 200

/** Answers of any length, outages, cuts and silences, the same in each run. */
function mishaps(seed: number): () => Reply {
  const random = createSeededRandom(seed)
  return () => {
    const text = 'The river rose in a night. '.repeat(random.whole(60))
    const headers = { 'retry-after': '0' }
    switch (random.whole(10)) {
      case 0:
        return faults.rateLimited(0)
      case 1:
        return { ...faults.serverError(), headers }
      case 2:
        return answer({ text, headers, cut: 'mid-body' })
      case 3:
        return answer({ text, omitUsage: true })
      case 4:
        return faults.hang()
      default:
        return answer({ text, usage: { cached: random.whole(20), reasoning: random.whole(40) } })
    }
  }
}

/** Many calls at once, every seventh of which is aborted on its way; returns how many were answered and refused. */
async function callAtOnce(boundary: Boundary, totalUsd: string) {
  const random = createSeededRandom(7)
  const outcomes = await inScopeOf(totalUsd, () =>
    Promise.allSettled(
      Array.from({ length: callCount }, (_, index) => {
        const model: ModelId = random.pick(languageModels)
        const abort = new AbortController()
        const timer = index % 7 === 0 && setTimeout(() => abort.abort(), random.whole(200))
        return generateText({
          model: boundary.models.metered(model, bounds),
          prompt: `Call ${index}. ${'A sentence of the source. '.repeat(random.whole(40))}`,
          maxOutputTokens: 50 + random.whole(350),
          abortSignal: abort.signal,
        }).finally(() => timer && clearTimeout(timer))
      }),
    ),
  )
  return {
    answered: outcomes.filter(({ status }) => status === 'fulfilled').length,
    refused: outcomes.filter((outcome) => outcome.status === 'rejected' && refusalIn(outcome.reason)).length,
  }
}

describe.each([
  { bound: 'the scope', totalUsd: '0.09', dayUsd: '50' },
  { bound: "the tenant's day", totalUsd: '50', dayUsd: '0.09' },
])('200 calls at once with retries, aborts and silences', ({ bound, totalUsd, dayUsd }) => {
  it(`never spend more than ${bound} has`, async () => {
    const boundary = await openBoundary({ timeoutMs: 1_500 })
    await boundary.ledger.setBudget(budgetOf(attribution.tenant, 'day', dayUsd, { atMs: noonMs }))
    boundary.openai.respondWith(mishaps(1))
    boundary.anthropic.respondWith(mishaps(2))

    const { answered, refused } = await callAtOnce(boundary, totalUsd)

    const entries = await boundary.entries()
    const spent = entries.reduce((sum, { amountNanoUsd }) => sum + amountNanoUsd, 0n)
    expect(answered).toBeGreaterThan(10)
    expect(refused).toBeGreaterThan(10)
    expect(spent).toBeLessThanOrEqual(usd('0.09'))
    expect(entries.filter(({ overage }) => overage)).toEqual([])
    expect(await boundary.ledger.scopeBalance('scope_boundary')).toEqual({
      spentNanoUsd: spent,
      heldNanoUsd: 0n,
    })
    await expectClosedBooks(boundary)
  })
})

it('of ten equal calls at once under a limit for two, two are made', async () => {
  const boundary = await openBoundary()
  const [model] = languageModels
  // 400 tokens of output at 2 per million are 0.0008; with its input a call is held at a little more.
  const ask = () =>
    generateText({
      model: boundary.models.metered(model, { ...bounds, leastOutputTokens: 400 }),
      prompt: 'Go on.',
    })
  boundary.openai.respondWith(() => answer({ delayMs: 100 }))

  const outcomes = await inScopeOf('0.0018', () => Promise.allSettled(Array.from({ length: 10 }, ask)))

  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  await vi.waitFor(() => expect(boundary.openai.requests).toHaveLength(2))
  await expectClosedBooks(boundary)
})
