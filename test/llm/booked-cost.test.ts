import { describe, expect, it } from 'vitest'
import type { BookedCall } from '../../src/llm/booked-call.ts'
import { bookedCost } from '../../src/llm/booked-cost.ts'
import { toExactUsd } from '../../src/money/format.ts'
import { localPrice } from '../../src/pricing/price.ts'
import type { PricedAnswer } from '../../src/pricing/price-answer.ts'
import type { Usage } from '../../src/pricing/usage.ts'
import type { ReplyFacts } from '../../src/pricing/wire/read-reply.ts'
import { price, tokens } from '../pricing/cost-factory.ts'

/** A dollar per million tokens in, two per million out. */
const plain = price({ input: 1, output: 2, cacheRead: '0.1' })
const plan = {
  model: { provider: 'openai', model: 'gpt-5' },
  inputTokens: 1_000_000,
  maxOutputTokens: 1_000_000,
}
const answer: PricedAnswer = { kind: 'priced', price: plain, seller: 'openai', estimated: false }

function factsOf(usage: Usage, overrides: Partial<ReplyFacts> = {}): ReplyFacts {
  return { outcome: 'answered', usage, isCacheHit: false, modifiers: [], isComplete: true, ...overrides }
}

/** What is booked of a call, as `<dollars> <provenance> <cautions>`. */
function booked(facts: ReplyFacts | undefined, overrides: Partial<BookedCall> = {}): string {
  const { amountNanoUsd, provenance, cautions } = bookedCost({
    plan,
    answer,
    report: { usage: {}, outputText: '' },
    facts,
    ...overrides,
  })
  return [toExactUsd(amountNanoUsd), provenance, ...cautions.map(({ code }) => code)].join(' ')
}

/** A dollar for what went in, two for what came out. */
const counted = factsOf(tokens(1_000_000, 1_000_000))

describe('a counted call', () => {
  it('is booked at tokens × price', () => {
    expect(booked(counted)).toBe('3 computed')
  })

  it('at a price that is a guess is an estimate, with what is to be said of that price', () => {
    expect(booked(counted, { answer: { ...answer, estimated: true, caution: 'same_name' } })).toBe(
      '3 estimated same_name',
    )
  })

  it('in doubt about its tokens is an estimate that tells both figures', () => {
    const disagreement = { parts: 3, total: 4 }
    const cost = bookedCost({
      plan,
      answer,
      report: { usage: {}, outputText: '' },
      facts: { ...counted, disagreement },
    })
    expect(cost).toMatchObject({
      provenance: 'estimated',
      cautions: [{ code: 'tokens_disagree', model: 'openai:gpt-5', detail: disagreement }],
    })
  })

  it('is multiplied by what is known of its modifiers, and told of what is not', () => {
    const tier = (value: string) => ({ ...counted, modifiers: [{ kind: 'service_tier', value }] as const })
    expect(booked(tier('priority'))).toBe('6 computed')
    expect(booked(tier('flex'))).toBe('1.5 computed')
    expect(booked(tier('warp'))).toBe('3 estimated modifier_unknown')
  })

  it('that used what the price has no rate for is booked at that of unknown models', () => {
    const { cautions, ...cost } = bookedCost({
      plan,
      answer,
      report: { usage: {}, outputText: '' },
      facts: factsOf({ ...tokens(1_000_000, 0), searches: 2 }),
    })
    expect(cost).toMatchObject({ amountNanoUsd: 1_070_000_000n, provenance: 'estimated' })
    expect(cautions).toEqual([
      { code: 'modifier_unknown', model: 'openai:gpt-5', detail: { kind: 'searches', value: 'unpriced' } },
    ])
  })
})

describe('a cost that the reply names', () => {
  const named = (costUsd: string, overrides: Partial<ReplyFacts> = {}) =>
    ({ ...counted, cost: { costUsd }, ...overrides }) satisfies ReplyFacts

  it('is booked as reported where it agrees', () => {
    expect(booked(named('2.99'))).toBe('2.99 reported')
  })

  it.each([
    ['1.5', '3 estimated named_cost_low'],
    ['6', '6 estimated named_cost_high'],
  ])('of %s against tokens of 3: %s', (costUsd, expected) => {
    expect(booked(named(costUsd))).toBe(expected)
  })

  it('tells both costs where they disagree', () => {
    const { cautions } = bookedCost({
      plan,
      answer,
      report: { usage: {}, outputText: '' },
      facts: named('1.5'),
    })
    expect(cautions[0]?.detail).toEqual({ named: '1.5', computed: '3' })
  })

  it.each(['openrouter', 'x-ai', 'perplexity'])('may be half or double at %s, who charges it', (seller) => {
    const own = { answer: { ...answer, seller } }
    expect(booked(named('1.5'), own)).toBe('1.5 reported')
    expect(booked(named('6'), own)).toBe('6 reported')
    expect(booked(named('1.4'), own)).toBe('3 estimated named_cost_low')
    // Of a guess nobody can say who charges it.
    expect(booked(named('1.5'), { answer: { ...own.answer, estimated: true } })).toBe(
      '3 estimated named_cost_low',
    )
  })

  it('may be nothing where a cache has answered', () => {
    expect(booked(named('0', { isCacheHit: true }))).toBe('0 reported')
    expect(booked(named('0'))).toBe('3 estimated named_cost_low')
  })

  it('may leave out the fees of requests and searches, which sellers grade', () => {
    const withFee = { answer: { ...answer, price: price({ input: 1, output: 2, perRequest: 1 }) } }
    expect(booked(named('3'), withFee)).toBe('3 reported')
    expect(booked(counted, withFee)).toBe('4 computed')
    const searching = { answer: { ...answer, price: price({ input: 1, output: 2, perSearch: 1 }) } }
    const searched = factsOf({ ...tokens(1_000_000, 1_000_000), searches: 1 }, { cost: { costUsd: '3' } })
    expect(booked(searched, searching)).toBe('3 reported')
  })

  it('comes with the fee of a router on top', () => {
    expect(booked({ ...counted, cost: { costUsd: '3', feeUsd: '0.25' } })).toBe('3.25 reported')
  })

  it('is believed where the tokens are not known, unless it is nothing', () => {
    const unknown = factsOf({}, { cost: { costUsd: '0.5' } })
    expect(booked(unknown)).toBe('0.5 reported')
    expect(booked({ ...unknown, cost: { costUsd: '0' } })).toMatch(/^[1-9.]+ estimated named_cost_low$/)
  })

  it('is believed where nobody knows the price', () => {
    const unpriced = { ...answer, price: price({ input: 10, output: 30 }, [], 'fallback') }
    expect(booked(named('0.5'), { answer: unpriced })).toBe('0.5 reported')
  })

  it('of a model that was taken for free is told as such', () => {
    const free = { answer: { ...answer, price: localPrice } }
    expect(booked(named('0.5'), free)).toBe('0.5 estimated free_but_charged')
    expect(booked(named('0'), free)).toBe('0 reported')
  })
})

describe('another model that has answered', () => {
  const dear: PricedAnswer = { ...answer, price: price({ input: 10, output: 20 }), seller: 'anthropic' }
  const facts = factsOf(tokens(1_000_000, 1_000_000), { servedModel: 'claude-opus-4-8' })

  it('is booked at its own price, by the modifiers of its own seller, as an estimate', () => {
    expect(booked(facts, { served: { kind: 'other', answer: dear } })).toBe('30 estimated served_model')
    const fast = { ...facts, modifiers: [{ kind: 'speed', value: 'fast' }] } as const
    expect(booked(fast, { served: { kind: 'other', answer: dear } })).toBe('60 estimated served_model')
    const { cautions } = bookedCost({
      plan,
      answer,
      report: { usage: {}, outputText: '' },
      served: { kind: 'other', answer: dear },
      facts,
    })
    expect(cautions[0]?.detail).toEqual({ asked: 'gpt-5', served: 'claude-opus-4-8' })
  })

  it('is booked at the price of the one that was asked where its own is not known', () => {
    expect(booked(facts, { served: { kind: 'unknown' } })).toBe('3 estimated served_unknown')
    expect(booked(facts, { served: { kind: 'same' } })).toBe('3 computed')
  })

  it('is no doubt where the one that was asked is known to nobody', () => {
    const unpriced = { ...answer, price: price({ input: 1, output: 2 }, [], 'fallback') }
    expect(booked(facts, { answer: unpriced, served: { kind: 'unknown' } })).toBe('3 computed')
  })
})

describe('a call that nobody has counted', () => {
  const usual = { report: { usage: {}, outputText: 'The river rose by two metres.' } }

  it('is estimated from the texts: as much in as was planned, as much out as was written', () => {
    const cost = bookedCost({ plan, answer, ...usual, facts: undefined })
    expect(cost).toMatchObject({ provenance: 'estimated', cautions: [] })
    expect(cost.usage.inputTokens?.total).toBe(1_000_000)
    expect(cost.usage.outputTokens?.total).toBe(7)
    expect(cost.amountNanoUsd).toBe(1_000_014_000n)
  })

  it('writes no more than it was allowed', () => {
    const cost = bookedCost({ plan: { ...plan, maxOutputTokens: 3 }, answer, ...usual, facts: undefined })
    expect(cost.usage.outputTokens?.total).toBe(3)
  })

  it('writes what its total leaves, where that is told', () => {
    const facts = factsOf({}, { totalTokens: 1_500_000 })
    expect(bookedCost({ plan, answer, ...usual, facts }).usage).toEqual({
      inputTokens: { total: 1_000_000 },
      outputTokens: { total: 500_000 },
    })
    const less = factsOf({}, { totalTokens: 10 })
    expect(bookedCost({ plan, answer, ...usual, facts: less }).usage.outputTokens?.total).toBe(7)
  })

  it('keeps what it was told of the one side', () => {
    const output = bookedCost({ plan, answer, ...usual, facts: factsOf({ outputTokens: { total: 5 } }) })
    expect(output.usage).toMatchObject({ inputTokens: { total: 1_000_000 }, outputTokens: { total: 5 } })
    const input = bookedCost({ plan, answer, ...usual, facts: factsOf({ inputTokens: { total: 9 } }) })
    expect(input.usage).toMatchObject({ inputTokens: { total: 9 }, outputTokens: { total: 7 } })
  })

  it('that was cut has written at least what it was told, and what has arrived', () => {
    const cut = (told: number) =>
      bookedCost({
        plan,
        answer,
        ...usual,
        facts: factsOf(tokens(1_000, told), { isComplete: false }),
      })
    expect(cut(1).usage.outputTokens?.total).toBe(7)
    expect(cut(50).usage.outputTokens?.total).toBe(50)
    expect(cut(50).provenance).toBe('estimated')
    const byReader = bookedCost({
      plan,
      answer,
      report: { ...usual.report, usage: tokens(1_000, 1), isCut: true },
      facts: undefined,
    })
    expect(byReader.usage.outputTokens?.total).toBe(7)
  })

  it('of an embedding has no output, and as many tokens as its total or its plan', () => {
    const embedding = { model: plan.model, inputTokens: 100 }
    const usageOf = (facts: ReplyFacts | undefined) =>
      bookedCost({ plan: embedding, answer, report: { usage: {} }, facts }).usage
    expect(usageOf(undefined)).toEqual({ inputTokens: { total: 100 } })
    expect(usageOf(factsOf({}, { totalTokens: 120 }))).toEqual({ inputTokens: { total: 120 } })
    expect(usageOf(factsOf({}, { totalTokens: 80 }))).toEqual({ inputTokens: { total: 100 } })
  })

  it('is no less than the dearest way to count it, by the dearer of its modifiers', () => {
    const cautious = { ...answer, price: price({ input: 1, cacheWrite: 4, output: 2 }) }
    expect(bookedCost({ plan, answer: cautious, ...usual, facts: undefined }).amountNanoUsd).toBe(
      4_000_014_000n,
    )
    const of = (value: string) =>
      bookedCost({
        plan: { ...plan, inputTokens: 1 },
        answer: { ...answer, price: price({ input: '0.001', output: 0 }) },
        report: { usage: {}, outputText: '' },
        facts: factsOf({}, { modifiers: [{ kind: 'service_tier', value }] }),
      }).amountNanoUsd
    // A nano at the plain rate, twice that by priority; half of it is not counted on.
    expect([of('standard'), of('priority'), of('flex')]).toEqual([1n, 2n, 1n])
  })
})

describe('the bound of a call that nobody has counted', () => {
  const boundOf = (model: string, value: string, cacheWrite: string, inputTokens: number) =>
    bookedCost({
      plan: { model: { provider: 'openai', model }, inputTokens, maxOutputTokens: 1 },
      answer: { ...answer, price: price({ input: '0.0005', cacheWrite, output: 0 }) },
      report: { usage: {}, outputText: '' },
      facts: factsOf({}, { modifiers: [{ kind: 'service_tier', value }] }),
    }).amountNanoUsd

  it('is that of the dearest way at the dearer rates, and of cheaper ones at the plain', () => {
    expect(boundOf('gpt-5', 'standard', '4', 1_000_000)).toBe(4_000_000_000n)
    expect(boundOf('gpt-5', 'priority', '4', 1_000_000)).toBe(8_000_000_000n)
    expect(boundOf('gpt-5', 'flex', '4', 1_000_000)).toBe(4_000_000_000n)
  })

  it('is rounded up to the nano', () => {
    expect(boundOf('gpt-4o-mini', 'priority', '0.001', 1)).toBe(2n)
    expect(boundOf('gpt-4o-mini', 'priority', '0.003', 1)).toBe(5n)
  })
})

describe('a prompt that was refused for what it says', () => {
  it('is booked with all that went in and nothing that came out', () => {
    const facts = factsOf({}, { outcome: 'filtered' })
    const cost = bookedCost({ plan, answer, report: { usage: {}, outputText: 'ignored' }, facts })
    expect(cost.usage).toEqual({ inputTokens: { total: 1_000_000 }, outputTokens: { total: 0 } })
    expect(cost).toMatchObject({ amountNanoUsd: 1_000_000_000n, provenance: 'estimated' })
  })

  it('by the piece is booked with its pieces', () => {
    const search = { model: plan.model, units: { searches: 2 } }
    const facts = factsOf({}, { outcome: 'filtered' })
    const dear = { ...answer, price: price({ perSearch: 1, input: 1, output: 1 }) }
    const cost = bookedCost({ plan: search, answer: dear, report: { usage: {} }, facts })
    expect(cost.usage).toEqual({ searches: 2, outputTokens: { total: 0 } })
    expect(cost.amountNanoUsd).toBe(2_000_000_000n)
  })
})

describe('sound that went in', () => {
  const heard = { ...answer, price: price({ input: 1, inputAudio: 5, output: 2 }) }

  it('is charged as sound where nobody tells it apart', () => {
    const facts = factsOf(tokens(1_000_000, 0))
    expect(booked(facts, { answer: heard, plan: { ...plan, inputIsSound: true } })).toBe('5 computed')
    expect(booked(facts, { answer: heard })).toBe('1 computed')
  })
})
