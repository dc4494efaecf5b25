import { generateText } from 'ai'
import { describe, expect, it } from 'vitest'
import { refusalIn } from '../../src/budget/budget-refused-error.ts'
import type { ModelId } from '../../src/pricing/model-id.ts'
import { budgetOf, noonMs, usd } from '../support/ledger/requests.ts'
import { createSeededRandom } from '../support/ledger/seeded-random.ts'
import * as faults from '../support/providers/faults.ts'
import type { ReceivedRequest } from '../support/providers/received-request.ts'
import { answer, type Reply } from '../support/providers/reply.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
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

/**
 * Many calls at once, every seventh of which is aborted when so many requests have come. The time of those that are never answered
 * is over when only they are left. Returns how many were answered and refused.
 */
async function callAtOnce(boundary: Boundary, timers: HandDrivenTimers, totalUsd: string) {
  const random = createSeededRandom(7)
  const underWay = new Set(Array.from({ length: callCount }, (_, index) => index))
  const silent = new Set<number>()
  const aborts = new Map<number, AbortController>()
  const passWhenSilent = () => {
    if (silent.size > 0 && silent.size === underWay.size) void timers.pass(boundary.timeoutMs)
  }
  let requests = 0
  const planned = (replies: () => Reply) => (request: ReceivedRequest) => {
    const reply = replies()
    requests += 1
    aborts.get(requests)?.abort()
    const [, index] = /Call (\d+)\./.exec(JSON.stringify(request.body)) ?? []
    if (reply.kind === 'hang' && underWay.has(Number(index))) silent.add(Number(index))
    passWhenSilent()
    return reply
  }
  boundary.openai.respondWith(planned(mishaps(1)))
  boundary.anthropic.respondWith(planned(mishaps(2)))
  const outcomes = await inScopeOf(totalUsd, () =>
    Promise.allSettled(
      Array.from({ length: callCount }, (_, index) => {
        const model: ModelId = random.pick(languageModels)
        const abort = new AbortController()
        if (index % 7 === 0) aborts.set(random.whole(callCount), abort)
        return generateText({
          model: boundary.models.metered(model, bounds),
          prompt: `Call ${index}. ${'A sentence of the source. '.repeat(random.whole(40))}`,
          maxOutputTokens: 50 + random.whole(350),
          abortSignal: abort.signal,
        }).finally(() => {
          underWay.delete(index)
          silent.delete(index)
          passWhenSilent()
        })
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
    const timers = new HandDrivenTimers()
    const boundary = await openBoundary({ timers })
    await boundary.ledger.setBudget(budgetOf(attribution.tenant, 'day', dayUsd, { atMs: noonMs }))

    const { answered, refused } = await callAtOnce(boundary, timers, totalUsd)

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
  const othersRefused = Promise.withResolvers<void>()
  boundary.openai.respondWith(() => answer({ after: othersRefused.promise }))
  let refused = 0
  const countRefusal = (error: unknown) => {
    refused += 1
    if (refused === 8) othersRefused.resolve()
    throw error
  }

  const outcomes = await inScopeOf('0.0018', () =>
    Promise.allSettled(Array.from({ length: 10 }, () => ask().catch(countRefusal))),
  )

  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(boundary.openai.requests).toHaveLength(2)
  await expectClosedBooks(boundary)
})
