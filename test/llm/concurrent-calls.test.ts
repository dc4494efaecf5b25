import { generateText } from 'ai'
import { describe, expect, it } from 'vitest'
import { BudgetRefusedError, refusalIn } from '../../src/budget/budget-refused-error.ts'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import { isOnlyHeld } from '../../src/ledger/limit-state.ts'
import type { ModelId } from '../../src/pricing/model-id.ts'
import { failureOf } from '../support/failure-of.ts'
import { ledgerWith } from '../support/ledger/ledger-with.ts'
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

/** Counts the calls that wait for money: refused only for what is held, since a hold last ended. */
class Waiting {
  count = 0
  onMore = (): void => undefined

  readonly through = (ledger: LedgerStore): LedgerStore => {
    const clearing =
      <Request extends unknown[], Result>(end: (...request: Request) => Promise<Result>) =>
      (...request: Request) => {
        this.count = 0
        return end(...request)
      }
    return ledgerWith(ledger, {
      hold: async (request) => {
        const result = await ledger.hold(request)
        if (result.kind === 'refused' && request.patient && isOnlyHeld(result.refusal)) {
          this.count += 1
          setImmediate(this.onMore)
        }
        return result
      },
      settle: clearing((request) => ledger.settle(request)),
      void: clearing((request) => ledger.void(request)),
      expire: clearing((holdId, atMs) => ledger.expire(holdId, atMs)),
    })
  }
}

/**
 * Many calls at once, every seventh of which is aborted when so many requests have come. The time of those that are never answered
 * is over when only they are left, and those that wait for the money held for them. Returns how many were answered and refused.
 */
async function callAtOnce(boundary: Boundary, timers: HandDrivenTimers, waiting: Waiting, totalUsd: string) {
  const random = createSeededRandom(7)
  const underWay = new Set(Array.from({ length: callCount }, (_, index) => index))
  const silent = new Set<number>()
  const aborts = new Map<number, AbortController>()
  const passWhenSilent = () => {
    if (silent.size > 0 && silent.size + waiting.count >= underWay.size) void timers.pass(boundary.timeoutMs)
  }
  waiting.onMore = passWhenSilent
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
    const waiting = new Waiting()
    const boundary = await openBoundary({ timers, through: waiting.through })
    await boundary.ledger.setBudget(budgetOf(attribution.tenant, 'day', dayUsd, { atMs: noonMs }))

    const { answered, refused } = await callAtOnce(boundary, timers, waiting, totalUsd)

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

/** Output of 400 tokens at 2 per million is 0.0008: with its input a call is held at a little more, and costs much less. */
const [model] = languageModels
const fullBounds = { ...bounds, leastOutputTokens: 400 }

function askAtOnce(boundary: Boundary, count: number, abortSignal?: AbortSignal) {
  return Array.from({ length: count }, () =>
    generateText({
      model: boundary.models.metered(model, fullBounds),
      prompt: 'Go on.',
      maxRetries: 0,
      ...(abortSignal && { abortSignal }),
    }),
  )
}

it('ten equal calls at once under a limit that holds two of them are all made, two at a time', async () => {
  const boundary = await openBoundary()
  const text = 'The river rose. '.repeat(3)
  let together = 0
  boundary.openai.respondWith(() => {
    together = Math.max(together, boundary.openai.requests.length - answered)
    return answer({ text })
  })
  let answered = 0

  const outcomes = await inScopeOf('0.0018', () =>
    Promise.allSettled(askAtOnce(boundary, 10).map((call) => call.then(() => (answered += 1)))),
  )

  expect(outcomes.map(({ status }) => status)).toEqual(Array(10).fill('fulfilled'))
  expect(together).toBeLessThanOrEqual(2)
  const { spentNanoUsd } = await boundary.ledger.scopeBalance('scope_boundary')
  expect(spentNanoUsd).toBeLessThanOrEqual(usd('0.0018'))
  await expectClosedBooks(boundary)
})

it('a call whose money is spent and not held is refused at once', async () => {
  const boundary = await openBoundary()

  const error = await failureOf(inScopeOf('0.0007', () => Promise.all(askAtOnce(boundary, 1))))

  expect(refusalIn(error)).toMatchObject({ refusal: { heldNanoUsd: 0n } })
  expect(boundary.openai.requests).toEqual([])
})

it('waits for held money no longer than a call may take, and is then refused', async () => {
  const timers = new HandDrivenTimers()
  const boundary = await openBoundary({ timers })
  const release = Promise.withResolvers<void>()
  boundary.openai.respondWith(() => answer({ text: 'Late.', after: release.promise }))

  await inScopeOf('0.0010', async () => {
    const calls = Promise.allSettled(askAtOnce(boundary, 2))
    await timers.asked(boundary.timeoutMs, 2)
    await timers.pass(boundary.timeoutMs)
    const outcomes = await calls
    release.resolve()
    const refusals = outcomes.map((outcome) => outcome.status === 'rejected' && refusalIn(outcome.reason))
    expect(refusals).toEqual([undefined, expect.any(BudgetRefusedError)])
  })

  expect(boundary.openai.requests).toHaveLength(1)
  await expectClosedBooks(boundary)
})

it('a waiting call that is aborted is not made', async () => {
  const timers = new HandDrivenTimers()
  const boundary = await openBoundary({ timers })
  const release = Promise.withResolvers<void>()
  boundary.openai.respondWith(() => answer({ text: 'Late.', after: release.promise }))
  const abort = new AbortController()

  await inScopeOf('0.0010', async () => {
    const [first] = askAtOnce(boundary, 1)
    await timers.asked(boundary.timeoutMs)
    const [second] = askAtOnce(boundary, 1, abort.signal)
    await timers.asked(boundary.timeoutMs, 2)
    abort.abort()
    await expect(second).rejects.toThrow('abort')
    release.resolve()
    await first
  })

  expect(boundary.openai.requests).toHaveLength(1)
  await expectClosedBooks(boundary)
})
