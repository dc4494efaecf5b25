import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calculateCost } from '../../../src/pricing/calculate-cost.ts'
import { modifiedRates } from '../../../src/pricing/modifier-rules.ts'
import { priceFrom } from '../../../src/pricing/price.ts'
import type { Usage } from '../../../src/pricing/usage.ts'
import { BodyReader } from '../../../src/pricing/wire/body-reader.ts'
import { type ReplyFacts, readReply } from '../../../src/pricing/wire/read-reply.ts'

/** What was really used; the parts of the input exclude each other. */
interface Truth {
  readonly fresh: number
  readonly read: number
  readonly written: number
  readonly text: number
  readonly reasoning: number
}

const count = fc.integer({ min: 1, max: 200_000 })
const truths: fc.Arbitrary<Truth> = fc.record({
  fresh: count,
  read: fc.oneof(fc.constant(0), count),
  written: fc.oneof(fc.constant(0), count),
  text: count,
  reasoning: fc.oneof(fc.constant(0), count),
})

/** One way of telling it: a usage object where it stands in a body, or in the events of a stream. */
interface Form {
  readonly name: string
  readonly seller?: string
  readonly tell: (truth: Truth) => unknown
  readonly events?: (truth: Truth) => readonly unknown[]
  /** It has no word for them. */
  readonly knowsNo?: readonly (keyof Truth)[]
}

const inside = ({ fresh, read, written }: Truth) => fresh + read + written
const whole = (truth: Truth) => inside(truth) + truth.text + truth.reasoning

function chatForm(
  name: string,
  usage: (truth: Truth) => object,
  more: Partial<Form> = {},
  place: (usage: object) => object = (object) => ({ choices: [], usage: object }),
): Form {
  return {
    name,
    tell: (truth) => ({ ...place(usage(truth)), choices: [{ index: 0, message: { content: 'Hello!' } }] }),
    events: (truth) => [{ choices: [{ delta: { content: 'Hello!' } }], usage: null }, place(usage(truth))],
    ...more,
  }
}

const openAi = (truth: Truth) => ({
  prompt_tokens: inside(truth),
  completion_tokens: truth.text + truth.reasoning,
  total_tokens: whole(truth),
  completion_tokens_details: { reasoning_tokens: truth.reasoning },
})

const forms: readonly Form[] = [
  chatForm('OpenAI', (truth) => ({
    ...openAi(truth),
    prompt_tokens_details: { cached_tokens: truth.read, cache_write_tokens: truth.written },
  })),
  chatForm('LiteLLM', (truth) => ({
    ...openAi(truth),
    prompt_tokens_details: { cached_tokens: truth.read, cache_creation_tokens: truth.written },
    cache_creation_input_tokens: truth.written,
    cache_read_input_tokens: truth.read,
  })),
  chatForm('a gateway that keeps the names of Anthropic for the cache', (truth) => ({
    ...openAi(truth),
    cache_creation_input_tokens: truth.written,
    cache_read_input_tokens: truth.read,
  })),
  chatForm(
    'DeepSeek',
    (truth) => ({
      ...openAi(truth),
      prompt_cache_hit_tokens: truth.read,
      prompt_cache_miss_tokens: truth.fresh,
    }),
    { knowsNo: ['written'] },
  ),
  chatForm('Moonshot', (truth) => ({ ...openAi(truth), cached_tokens: truth.read }), {
    knowsNo: ['written'],
  }),
  chatForm('Moonshot within the choice', (truth) => ({ ...openAi(truth), cached_tokens: truth.read }), {
    knowsNo: ['written'],
    tell: (truth) => ({ choices: [{ usage: { ...openAi(truth), cached_tokens: truth.read } }] }),
  }),
  chatForm(
    'Groq in x_groq',
    (truth) => ({ ...openAi(truth), prompt_tokens_details: { cached_tokens: truth.read } }),
    { knowsNo: ['written'] },
    (usage) => ({ choices: [], x_groq: { id: 'r', usage } }),
  ),
  chatForm(
    'xAI',
    (truth) => ({
      ...openAi(truth),
      completion_tokens: truth.text,
      prompt_tokens_details: { cached_tokens: truth.read },
    }),
    { seller: 'x-ai', knowsNo: ['written'] },
  ),
  chatForm(
    'xAI without a total',
    (truth) => ({
      ...openAi(truth),
      completion_tokens: truth.text,
      total_tokens: undefined,
      prompt_tokens_details: { cached_tokens: truth.read },
    }),
    { seller: 'x-ai', knowsNo: ['written'] },
  ),
  chatForm(
    'a server like xAI behind a proxy',
    (truth) => ({
      ...openAi(truth),
      completion_tokens: truth.text,
      prompt_tokens_details: { cached_tokens: truth.read },
    }),
    { knowsNo: ['written'] },
  ),
  {
    name: 'OpenAI responses',
    tell: (truth) => ({
      object: 'response',
      output: [{ type: 'message' }],
      usage: {
        input_tokens: inside(truth),
        input_tokens_details: { cached_tokens: truth.read, cache_write_tokens: truth.written },
        output_tokens: truth.text + truth.reasoning,
        output_tokens_details: { reasoning_tokens: truth.reasoning },
        total_tokens: whole(truth),
      },
    }),
    events: (truth) => [
      { type: 'response.created', response: { usage: null } },
      {
        type: 'response.completed',
        response: {
          usage: {
            input_tokens: inside(truth),
            input_tokens_details: { cached_tokens: truth.read, cache_write_tokens: truth.written },
            output_tokens: truth.text + truth.reasoning,
            output_tokens_details: { reasoning_tokens: truth.reasoning },
            total_tokens: whole(truth),
          },
        },
      },
    ],
  },
  {
    name: 'Anthropic',
    seller: 'anthropic',
    tell: (truth) => ({
      type: 'message',
      content: [{ type: 'text', text: 'Hello!' }],
      usage: {
        input_tokens: truth.fresh,
        cache_read_input_tokens: truth.read,
        cache_creation_input_tokens: truth.written,
        output_tokens: truth.text + truth.reasoning,
        output_tokens_details: { thinking_tokens: truth.reasoning },
      },
    }),
    events: (truth) => [
      {
        type: 'message_start',
        message: {
          usage: {
            input_tokens: truth.fresh,
            cache_read_input_tokens: truth.read,
            cache_creation_input_tokens: truth.written,
            output_tokens: 1,
          },
        },
      },
      { type: 'content_block_delta', delta: { type: 'text_delta', text: 'Hello!' } },
      {
        type: 'message_delta',
        usage: {
          output_tokens: truth.text + truth.reasoning,
          output_tokens_details: { thinking_tokens: truth.reasoning },
        },
      },
    ],
  },
  {
    name: 'Bedrock',
    tell: (truth) => ({
      output: { message: { content: [] } },
      usage: {
        inputTokens: truth.fresh,
        cacheReadInputTokens: truth.read,
        cacheWriteInputTokens: truth.written,
        outputTokens: truth.text + truth.reasoning,
        totalTokens: whole(truth),
      },
    }),
    knowsNo: ['reasoning'],
  },
  {
    name: 'Gemini',
    seller: 'google',
    tell: (truth) => ({
      candidates: [{ content: { parts: [{ text: 'Hello!' }] } }],
      usageMetadata: {
        promptTokenCount: inside(truth),
        cachedContentTokenCount: truth.read,
        candidatesTokenCount: truth.text,
        thoughtsTokenCount: truth.reasoning,
        totalTokenCount: whole(truth),
      },
    }),
    events: (truth) => [
      { candidates: [], usageMetadata: { promptTokenCount: inside(truth), totalTokenCount: inside(truth) } },
      {
        candidates: [],
        usageMetadata: {
          promptTokenCount: inside(truth),
          cachedContentTokenCount: truth.read,
          candidatesTokenCount: truth.text,
          thoughtsTokenCount: truth.reasoning,
          totalTokenCount: whole(truth),
        },
      },
    ],
    knowsNo: ['written'],
  },
  {
    name: 'Ollama',
    tell: (truth) => ({
      message: { content: 'Hello!' },
      done: true,
      prompt_eval_count: inside(truth),
      eval_count: truth.text + truth.reasoning,
    }),
    knowsNo: ['read', 'written', 'reasoning'],
  },
]

/** Without what the form cannot tell. */
function asTold(truth: Truth, { knowsNo = [] }: Form): Truth {
  return { ...truth, ...Object.fromEntries(knowsNo.map((part) => [part, 0])) }
}

function usageOf(truth: Truth): Usage {
  return {
    inputTokens: { total: inside(truth), cacheRead: truth.read, cacheWrite: truth.written },
    outputTokens: { total: truth.text + truth.reasoning, reasoning: truth.reasoning },
  }
}

function read(text: string, contentType: string, seller: string | undefined, size = text.length): ReplyFacts {
  const reader = new BodyReader(contentType)
  for (let start = 0; start < text.length; start += size) reader.read(text.slice(start, start + size))
  const { isStreamed } = reader
  return readReply({ status: 200, headers: {}, told: reader.told(), isStreamed, isComplete: true }, seller)
}

const price = priceFrom(
  {
    input: new Decimal('1.1'),
    output: new Decimal('4.4'),
    cacheRead: new Decimal('0.11'),
    cacheWrite: new Decimal('1.375'),
    tiers: [],
  },
  'overrides',
)

function costOf(usage: Usage, times?: readonly [number, number]): bigint {
  const cost = calculateCost(price, usage, times)
  return cost.kind === 'computed' ? cost.amount : -1n
}

/** Every number as text, as some servers send them. */
function withTexts(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (_key, value) =>
    typeof value === 'number' ? String(value) : value,
  )
}

describe.each(forms)('the form of $name', (form) => {
  const { seller, tell, events = (truth: Truth) => [tell(truth)] } = form

  it('is read to the token, whole or in events, in whatever pieces it comes', () => {
    fc.assert(
      fc.property(truths, fc.integer({ min: 1, max: 60 }), (given, size) => {
        const truth = asTold(given, form)
        const stream = events(truth)
          .map((event) => `data: ${JSON.stringify(event)}\n\n`)
          .join('')
        const facts = [
          read(JSON.stringify(tell(truth)), 'application/json', seller),
          read(JSON.stringify(withTexts(tell(truth))), 'application/json', seller),
          read(stream, 'text/event-stream', seller, size),
          read(`: comment\n\n${stream}data: [DONE]\n\n`, 'text/event-stream; charset=utf-8', seller, size),
        ]
        for (const { usage, disagreement, outcome } of facts) {
          expect(costOf(usage)).toBe(costOf(usageOf(truth)))
          expect([disagreement, outcome]).toEqual([undefined, 'answered'])
        }
      }),
      { numRuns: 60 },
    )
  })

  it('never comes to less than what a part of it says', () => {
    fc.assert(
      fc.property(truths, fc.integer({ min: 1, max: 400_000 }), (given, total) => {
        const truth = asTold(given, form)
        const lied = JSON.parse(JSON.stringify(tell(truth)), (key, value) =>
          /^total_?tokens$|^totalTokenCount$/i.test(key) ? total : value,
        )
        const { usage } = read(JSON.stringify(lied), 'application/json', seller)
        const spoken = truth.text
        expect(usage.inputTokens?.total).toBeGreaterThanOrEqual(truth.fresh)
        expect(usage.outputTokens?.total).toBeGreaterThanOrEqual(spoken)
        expect((usage.inputTokens?.total ?? 0) + (usage.outputTokens?.total ?? 0)).toBeGreaterThanOrEqual(
          Math.min(total, whole(truth)),
        )
      }),
      { numRuns: 60 },
    )
  })
})

describe('a tier of service', () => {
  const tiers = [
    { seller: 'openai', model: 'gpt-5', tier: 'priority', times: [2, 1] },
    { seller: 'openai', model: 'gpt-5', tier: 'flex', times: [1, 2] },
    { seller: 'openai', model: 'gpt-4o-mini', tier: 'priority', times: [5, 3] },
    { seller: 'openai', model: 'o4-mini', tier: 'priority', times: [20, 11] },
    { seller: 'google', model: 'gemini-2.5-pro', tier: 'on_demand_priority', times: [9, 5] },
    { seller: 'google', model: 'gemini-2.5-pro', tier: 'flex', times: [1, 2] },
    { seller: 'groq', model: 'openai/gpt-oss-120b', tier: 'flex', times: [1, 1] },
    { seller: 'anthropic', model: 'claude-opus-4-8', tier: 'batch', times: [1, 2] },
  ] as const

  it.each(tiers)(
    '$tier of $seller multiplies $model by $times, in whole and in part',
    ({ seller, model, tier, times }) => {
      fc.assert(
        fc.property(truths, (truth) => {
          const rates = modifiedRates([{ kind: 'service_tier', value: tier }], { seller, model })
          expect(rates).toEqual({ times, unknown: [] })
          const [numerator, denominator] = times
          const plain = costOf(usageOf(truth))
          const modified = costOf(usageOf(truth), rates.times)
          expect(modified * BigInt(denominator)).toBeGreaterThanOrEqual((plain - 1n) * BigInt(numerator))
          expect(modified * BigInt(denominator)).toBeLessThan(plain * BigInt(numerator) + BigInt(denominator))
        }),
        { numRuns: 60 },
      )
    },
  )

  it('that nobody knows is told, and taken for the dearest of its name', () => {
    const of = (value: string, seller: string | undefined) =>
      modifiedRates([{ kind: 'service_tier', value }], { seller, model: 'gpt-5' })
    expect(of('priority', 'openrouter')).toEqual({
      times: [5, 2],
      unknown: [{ kind: 'service_tier', value: 'priority' }],
    })
    expect(of('flex', undefined)).toEqual({
      times: [1, 1],
      unknown: [{ kind: 'service_tier', value: 'flex' }],
    })
    expect(of('warp', 'openai')).toEqual({
      times: [1, 1],
      unknown: [{ kind: 'service_tier', value: 'warp' }],
    })
  })
})

describe('a body', () => {
  it('that is longer than what is kept tells nothing, and one that is not does', () => {
    const usage = '"usage":{"prompt_tokens":3,"completion_tokens":4}}'
    const padded = (length: number) => `{"choices":[],"pad":"${'x'.repeat(length)}",${usage}`
    expect(read(padded(3_999_900), 'application/json', undefined, 65_536).usage.inputTokens).toEqual({
      total: 3,
    })
    expect(read(padded(4_000_000), 'application/json', undefined, 65_536).usage).toEqual({})
  })

  it('of a stream may have one event that is too long to be read, and goes on', () => {
    const event = (pad: number, tokens: number) =>
      `data: {"pad":"${'x'.repeat(pad)}","usage":{"prompt_tokens":${tokens},"completion_tokens":1}}\n\n`
    const text = event(10, 3) + event(1_100_000, 9_999) + event(10, 5)
    expect(read(text, 'text/event-stream', undefined, 65_536).usage.inputTokens).toEqual({ total: 5 })
  })

  it.each([
    '',
    'null',
    '[]',
    '"usage"',
    '{',
    'data: {',
    '<html>',
    '{"usage":null}',
    '{"usage":[1]}',
    '{"usage":{"prompt_tokens":{}}}',
  ])('that says nothing is no error: %s', (text) => {
    expect(read(text, 'application/json', undefined)).toMatchObject({ usage: {}, modifiers: [] })
    expect(read(text, 'text/event-stream', undefined)).toMatchObject({ usage: {}, modifiers: [] })
  })

  it('of any JSON is read without an error', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(() => read(text, 'application/json', 'x-ai')).not.toThrow()
        expect(() => read(`data: ${text}\n\n`, 'text/event-stream', undefined)).not.toThrow()
      }),
    )
  })
})
