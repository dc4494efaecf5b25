import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { BudgetRefusedError, refusalIn } from '../../src/budget/budget-refused-error.ts'
import { runTask, trackRequestBudget } from '../../src/budget/request-scope.ts'
import type { Entry } from '../../src/ledger/entry.ts'
import { calculateCost } from '../../src/pricing/calculate-cost.ts'
import type { ModelId } from '../../src/pricing/model-id.ts'
import { failureOf } from '../support/failure-of.ts'
import { budgetOf, usd } from '../support/ledger/requests.ts'
import * as faults from '../support/providers/faults.ts'
import { asNumber } from '../support/providers/json-shape.ts'
import {
  attribution,
  type Boundary,
  bounds,
  claude,
  inScopeOf,
  languageModels,
  large,
  openBoundary,
  prompt,
  reasoner,
  small,
} from './open-boundary.ts'
import { expectClosedBooks, expectSameBooks } from './same-books.ts'

const schema = z.object({ title: z.string() })

function ask(boundary: Boundary, ladder: readonly ModelId[]) {
  return boundary.models.ask({ ladder, schema, instructions: 'You summarise.', prompt, ...bounds })
}

/** The ceiling as it stood on the wire. */
function ceilingsSent(boundary: Boundary, model: ModelId): readonly (number | undefined)[] {
  return boundary
    .serverOf(model)
    .requests.map(({ body }) => asNumber(body['max_completion_tokens']) ?? asNumber(body['max_tokens']))
}

/** What the call would have cost with the ceiling used up, for the input tokens that were counted. */
function worstCost(boundary: Boundary, entry: Entry, ceiling: number): bigint {
  const cost = calculateCost(boundary.priceOf(entry), {
    inputTokens: { total: entry.usage.inputTokens?.total },
    outputTokens: { total: ceiling, reasoning: ceiling },
  })
  return cost.kind === 'computed' ? cost.amount : -1n
}

describe.each(languageModels)('the output ceiling sent to $provider', (model) => {
  it('is the one wanted where nothing limits', async () => {
    const boundary = await openBoundary()

    await boundary.ask(model)
    await boundary.stream(model).text

    expect(ceilingsSent(boundary, model)).toEqual([bounds.maxOutputTokens, bounds.maxOutputTokens])
  })

  it.each(['0.001', '0.0015', '0.003'])(
    'is what %s dollars pay for, and never a nano more',
    async (limit) => {
      const boundary = await openBoundary()

      const outcome = await inScopeOf(limit, () => ask(boundary, [model])).catch((error: unknown) => error)

      const [ceiling = 0] = ceilingsSent(boundary, model)
      const entries = await boundary.entries()
      const worst = entries.map((entry) => worstCost(boundary, entry, ceiling))
      expect(worst.every((cost) => cost >= 0n && cost <= usd(limit))).toBe(true)
      expect(entries.length > 0 || refusalIn(outcome) !== undefined).toBe(true)
      expect(ceiling === 0 || ceiling >= bounds.leastOutputTokens).toBe(true)
      await expectClosedBooks(boundary)
    },
  )
})

it('a tighter limit lowers the ceiling, down to the useful least and then to a refusal', async () => {
  const boundary = await openBoundary()
  const limits = ['0.0010', '0.0007', '0.0005', '0.0003', '0.0002', '0.0001', '0.00005']

  const outcomes = []
  for (const limit of limits)
    outcomes.push(
      await trackRequestBudget({ totalNanoUsd: usd(limit), attribution }, () => ask(boundary, [small])).then(
        () => 'answered',
        (error: unknown) => refusalIn(error)?.refusal.kind,
      ),
    )

  const ceilings = ceilingsSent(boundary, small)
  expect(ceilings.length).toBeGreaterThan(2)
  expect(ceilings).toEqual([...ceilings].sort((a, b) => Number(b) - Number(a)))
  expect(new Set(ceilings).size).toBeGreaterThan(1)
  expect(outcomes.at(0)).toBe('answered')
  expect(outcomes.at(-1)).toBe('scope')
})

describe('a ladder', () => {
  it('goes down to the first model that can be paid for, and asks no other', async () => {
    const boundary = await openBoundary()

    const { model } = await inScopeOf('0.0004', () => ask(boundary, [large, claude, small]))

    expect(model).toEqual(small)
    expect(boundary.anthropic.requests).toEqual([])
    expect(await expectSameBooks(boundary)).toMatchObject([{ model: small.model, overage: false }])
  })

  it('stays on its first model while that can be paid for', async () => {
    const boundary = await openBoundary()

    const { model } = await inScopeOf('0.5', () => ask(boundary, [large, small]))

    expect(model).toEqual(large)
  })

  it('ends in a refusal when no model can be paid for, and no request reached a provider', async () => {
    const boundary = await openBoundary()

    const error = await failureOf(inScopeOf('0.00001', () => ask(boundary, [large, claude, small, reasoner])))

    expect(error).toBeInstanceOf(BudgetRefusedError)
    expect(error).toMatchObject({
      refusal: { kind: 'scope', subject: 'scope_boundary', limitNanoUsd: usd('0.00001'), spentNanoUsd: 0n },
    })
    expect([...boundary.openai.requests, ...boundary.anthropic.requests]).toEqual([])
    expect(await boundary.entries()).toEqual([])
    await expectClosedBooks(boundary)
  })

  it('goes down when the money runs out between two attempts', async () => {
    const boundary = await openBoundary()
    const limit = '0.0045'
    boundary.openai.respondWith([{ ...faults.cutAt('mid-body'), headers: { 'retry-after': '0' } }])

    const { model } = await inScopeOf(limit, () => ask(boundary, [large, small]))

    expect(model).toEqual(small)
    const entries = await boundary.entries()
    expect(entries).toMatchObject([
      { model: large.model, provenance: 'unresolved' },
      { model: small.model, provenance: 'computed' },
    ])
    expect(entries.reduce((sum, { amountNanoUsd }) => sum + amountNanoUsd, 0n)).toBeLessThanOrEqual(
      usd(limit),
    )
  })

  it('without a model is an error of the programmer', async () => {
    const boundary = await openBoundary()

    expect(await failureOf(inScopeOf('1', () => ask(boundary, [])))).toBeInstanceOf(RangeError)
  })
})

describe('a refusal names the limit that refused', () => {
  it('the task, when that is the tightest', async () => {
    const boundary = await openBoundary()
    const limits = {
      id: 'scope_tight',
      totalNanoUsd: usd('1'),
      perTaskNanoUsd: { analysis: usd('0.00001') },
      attribution,
    }

    const error = await failureOf(
      trackRequestBudget(limits, () => runTask('analysis', () => ask(boundary, [small]))),
    )

    expect(error).toMatchObject({ refusal: { kind: 'task', subject: 'scope_tight/analysis' } })
  })

  it.each([
    { subject: 'guild_1', kind: 'tenant' },
    { subject: 'user_7', kind: 'user' },
    { subject: 'bot', kind: 'bot' },
  ] as const)('the day of $subject', async ({ subject, kind }) => {
    const boundary = await openBoundary()
    await boundary.ledger.setBudget(budgetOf(subject, 'day', '0.00001', { atMs: Date.now() }))

    const error = await failureOf(inScopeOf('1', () => ask(boundary, [small])))

    expect(error).toMatchObject({ refusal: { kind, subject, period: 'day' } })
    expect(boundary.openai.requests).toEqual([])
  })

  it('and a soft one admits and is told of', async () => {
    const warned: unknown[] = []
    const boundary = await openBoundary({
      observer: { softLimitsExceeded: (limits) => void warned.push(...limits) },
    })
    await boundary.ledger.setBudget(budgetOf('guild_1', 'day', '0.00001', { mode: 'soft', atMs: Date.now() }))

    await inScopeOf('1', () => ask(boundary, [small]))

    expect(warned).toMatchObject([{ subject: 'guild_1', mode: 'soft' }])
    expect(await expectSameBooks(boundary)).toHaveLength(1)
  })
})

it('a call that may cost something is not made with nothing set aside', async () => {
  const boundary = await openBoundary({
    prices: { 'compatible:free-to-read': { input_per_million: 0, output_per_million: 5 } },
  })
  const model = { provider: 'compatible', model: 'free-to-read' }
  const asked = (totalUsd: string) =>
    inScopeOf(totalUsd, () =>
      boundary.models.ask({
        ladder: [model],
        schema,
        instructions: '',
        prompt,
        maxOutputTokens: 100,
        leastOutputTokens: 0,
      }),
    )

  expect(await failureOf(asked('0'))).toBeInstanceOf(BudgetRefusedError)
  expect(boundary.openai.requests).toEqual([])
})
