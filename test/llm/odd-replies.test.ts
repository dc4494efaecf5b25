import { describe, expect, it } from 'vitest'
import { bookedCost } from '../../src/llm/booked-cost.ts'
import { toExactUsd } from '../../src/money/format.ts'
import { parsePriceOverrides } from '../../src/pricing/overrides.ts'
import { BodyReader } from '../../src/pricing/wire/body-reader.ts'
import { readReply } from '../../src/pricing/wire/read-reply.ts'

/** Per million tokens; ten cents for ten searches. */
const rates = {
  input_per_million: '2.5',
  output_per_million: '10',
  cache_read_per_million: '1.25',
  cache_write_per_million: '3.125',
  input_audio_per_million: '40',
  output_audio_per_million: '80',
  per_search: '0.01',
}

interface Given {
  readonly body?: unknown
  readonly events?: readonly unknown[]
  readonly headers?: Readonly<Record<string, string>>
  readonly seller?: string
}

/** What a call of 500 tokens by our own count is booked at: `<amount> <provenance> <cautions>`. */
function booked({ body, events, headers = {}, seller }: Given): string {
  const [price] = parsePriceOverrides(JSON.stringify({ models: { 'x:m': rates } }), 'odd').prices.values()
  if (!price) throw new Error('expected a price')
  const reader = new BodyReader(events ? 'text/event-stream' : 'application/json')
  reader.read(
    events ? events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('') : JSON.stringify(body),
  )
  const { isStreamed } = reader
  const reply = { status: 200, headers, told: reader.told(), isStreamed, isComplete: true }
  const { amountNanoUsd, provenance, cautions } = bookedCost({
    plan: { model: { provider: 'x', model: 'm' }, inputTokens: 500, maxOutputTokens: 1_000 },
    answer: { kind: 'priced', price, seller, estimated: false },
    report: { usage: {}, outputText: 'Hello!' },
    facts: readReply(reply, seller),
  })
  return [toExactUsd(amountNanoUsd), provenance, ...cautions.map(({ code }) => code)].join(' ')
}

const chat = (usage: unknown, more: Given & { readonly fields?: object } = {}): Given => {
  const { fields, ...rest } = more
  return { ...rest, body: { model: 'm', choices: [{ message: { content: 'Hello!' } }], usage, ...fields } }
}
/** 10,000 × 2.5 and 1,000 × 10 millionths are 0.035. */
const plain = { prompt_tokens: 10_000, completion_tokens: 1_000, total_tokens: 11_000 }
const gemini = (usageMetadata: object): Given => ({
  seller: 'google',
  body: { candidates: [{ content: { parts: [{ text: 'Hello!' }] } }], usageMetadata },
})

describe('numbers that are not as they should be', () => {
  it.each([
    ['text', chat({ prompt_tokens: '10000', completion_tokens: '1000' }), '0.035 computed'],
    [
      'nothing where there should be an object',
      chat({ ...plain, prompt_tokens_details: null }),
      '0.035 computed',
    ],
    ['nothing where there should be a number', chat({ ...plain, total_tokens: null }), '0.035 computed'],
    ['below zero, where the total tells', chat({ ...plain, completion_tokens: -5 }), '0.035 computed'],
    ['part of a token', chat({ prompt_tokens: 9_999.5, completion_tokens: 1_000 }), '0.035 computed'],
    ['a cost that is none', chat({ ...plain, cost: 'NaN' }), '0.035 computed'],
    ['a cost below zero', chat({ ...plain, cost: -1 }), '0.035 computed'],
    ['a cost that no call has', chat({ ...plain, cost: 5_000 }), '0.035 computed'],
    ['a cost with an exponent', chat({ ...plain, cost: 3.5e-2 }), '0.035 reported'],
  ])('are read as what they mean: %s', (_, given, expected) => {
    expect(booked(given)).toBe(expected)
  })

  it.each([
    ['that are none', chat({ prompt_tokens: 'NaN', completion_tokens: 'NaN', total_tokens: 'NaN' })],
    ['below zero', chat({ prompt_tokens: -1, completion_tokens: 1_000 })],
    ['that are missing', chat({})],
    ['in a list', chat([plain])],
  ])('are no count, and the cost an estimate from the texts: %s', (_, given) => {
    expect(booked(given)).toMatch(/^0\.0\d+ estimated$/)
  })
})

it('are told of when no call has so many', () => {
  const most = chat({ prompt_tokens: 100_000_000, completion_tokens: 1_000 })
  const more = chat({ prompt_tokens: 100_000_001, completion_tokens: 1_000 })

  expect(booked(most)).toBe('250.01 computed')
  expect(booked(more)).toMatch(/^0\.0\d+ estimated tokens_impossible$/)
})

describe('parts that do not fit their whole', () => {
  it.each([
    ['no total', chat({ prompt_tokens: 10_000, completion_tokens: 1_000 }), '0.035 computed'],
    ['a total below its parts', chat({ ...plain, total_tokens: 500 }), '0.035 estimated tokens_disagree'],
    // 10,000 × 2.5 + 20,000 × 1.25 + 1,000 × 10: the cached ones may come on top.
    [
      'more from the cache than there was',
      chat({ ...plain, prompt_tokens_details: { cached_tokens: 20_000 } }),
      '0.06 estimated tokens_disagree',
    ],
    // 10,000 × 2.5 + 6,000 × 10: reasoning of 5,000 cannot be within 1,000.
    [
      'more reasoning than was written',
      chat({ ...plain, completion_tokens_details: { reasoning_tokens: 5_000 } }),
      '0.085 estimated tokens_disagree',
    ],
    [
      'more reasoning than was written, as the total has it',
      chat({ ...plain, total_tokens: 16_000, completion_tokens_details: { reasoning_tokens: 5_000 } }),
      '0.085 computed',
    ],
  ])('are booked at the dearer: %s', (_, given, expected) => {
    expect(booked(given)).toBe(expected)
  })
})

describe('a usage that comes more than once', () => {
  const event = (usage: unknown) => ({ choices: [{ delta: { content: 'Hi' } }], usage })
  it.each([
    ['in a last event without choices', [event(null), { usage: plain }]],
    ['the same twice', [event(plain), { choices: [], usage: plain }]],
    ['growing', [event({ ...plain, completion_tokens: 10, total_tokens: 10_010 }), event(plain)]],
    [
      'as zeros first and nothing last',
      [event({ prompt_tokens: 0, completion_tokens: 0 }), event(plain), event(null)],
    ],
    [
      'at Groq’s place and OpenAI’s',
      [
        { choices: [{}], x_groq: { usage: plain } },
        { choices: [], usage: plain },
      ],
    ],
  ])('is counted once: %s', (_, events) => {
    expect(booked({ events })).toBe('0.035 computed')
  })
})

describe('costs that disagree', () => {
  it.each([
    ['the body goes before the header', 0.035, '0.5', '0.035 reported'],
    ['one far below the tokens is not believed', 0.001, '0.035', '0.035 estimated named_cost_low'],
    ['one far above them is', 0.5, '0.035', '0.5 estimated named_cost_high'],
  ])('%s', (_, cost, header, expected) => {
    expect(booked(chat({ ...plain, cost }, { headers: { 'x-litellm-response-cost': header } }))).toBe(
      expected,
    )
  })
})

describe('what is beside plain text', () => {
  it.each([
    // 6,000 × 2.5 + 4,000 × 40 + 500 × 10 + 500 × 80.
    [
      'sound in and out',
      chat({
        ...plain,
        prompt_tokens_details: { audio_tokens: 4_000 },
        completion_tokens_details: { audio_tokens: 500, reasoning_tokens: 0 },
      }),
      '0.22 computed',
    ],
    [
      'pictures',
      chat({ ...plain, prompt_tokens_details: { image_tokens: 4_000, text_tokens: 6_000 } }),
      '0.035 computed',
    ],
    [
      'pages of a PDF',
      gemini({
        promptTokenCount: 10_000,
        candidatesTokenCount: 1_000,
        totalTokenCount: 11_000,
        promptTokensDetails: [{ modality: 'DOCUMENT', tokenCount: 9_000 }],
      }),
      '0.035 computed',
    ],
    // 550 × 2.5 + 1,000 × 1.25 + 500 × 10.
    [
      'thoughts, tool prompts and a cache',
      gemini({
        promptTokenCount: 1_500,
        cachedContentTokenCount: 1_000,
        candidatesTokenCount: 200,
        thoughtsTokenCount: 300,
        toolUsePromptTokenCount: 50,
        totalTokenCount: 2_050,
      }),
      '0.007625 computed',
    ],
    // 100 × 2.5 + 300 × 40 + 600 × 1.25 + 100 × 10.
    [
      'sound of which some was cached',
      gemini({
        promptTokenCount: 1_000,
        cachedContentTokenCount: 600,
        candidatesTokenCount: 100,
        totalTokenCount: 1_100,
        promptTokensDetails: [{ modality: 'AUDIO', tokenCount: 800 }],
        cacheTokensDetails: [{ modality: 'AUDIO', tokenCount: 500 }],
      }),
      '0.014 computed',
    ],
    [
      'a tier that nobody knows',
      chat(plain, { seller: 'openai', fields: { service_tier: 'hyper' } }),
      '0.035 estimated modifier_unknown',
    ],
    [
      'a tier that is no name',
      chat(plain, { seller: 'openai', fields: { service_tier: { id: 1 } } }),
      '0.035 computed',
    ],
    // 20,049 × 2.5 + 81,160 × 10 + 18 searches of 0.01.
    [
      'citations, searches and reasoning of Perplexity',
      chat(
        {
          prompt_tokens: 33,
          completion_tokens: 7_163,
          total_tokens: 7_196,
          citation_tokens: 20_016,
          num_search_queries: 18,
          reasoning_tokens: 73_997,
        },
        { seller: 'perplexity' },
      ),
      '1.0417225 computed',
    ],
  ])('%s', (_, given, expected) => {
    expect(booked(given)).toBe(expected)
  })
})

describe('names of one provider', () => {
  it.each([
    [
      'DeepSeek, without the whole',
      chat({ completion_tokens: 1_000, prompt_cache_hit_tokens: 4_000, prompt_cache_miss_tokens: 6_000 }),
      '0.03 computed',
    ],
    ['Mistral', chat({ ...plain, num_cached_tokens: 4_000 }), '0.03 computed'],
    [
      'Mistral, within details',
      chat({ ...plain, prompt_token_details: { cached_tokens: 4_000 } }),
      '0.03 computed',
    ],
    ['Moonshot', chat({ ...plain, cached_tokens: 4_000 }), '0.03 computed'],
    [
      'Ollama',
      { body: { message: { content: 'Hi' }, prompt_eval_count: 10_000, eval_count: 1_000 } },
      '0.035 computed',
    ],
    [
      'llama.cpp',
      { body: { content: 'Hi', tokens_evaluated: 10_000, tokens_predicted: 1_000 } },
      '0.035 computed',
    ],
    [
      'Cohere, which charges for other tokens than it counts, and for searches',
      {
        body: {
          text: 'Hi',
          meta: {
            billed_units: { input_tokens: 10_000, output_tokens: 1_000, search_units: 2 },
            tokens: { input_tokens: 10_300, output_tokens: 1_010 },
          },
        },
      },
      '0.055 computed',
    ],
    ['Cloudflare', { body: { result: { response: 'Hi', usage: plain } } }, '0.035 computed'],
    [
      'a gateway that goes by the names of an SDK',
      chat({ promptTokens: 10_000, completionTokens: 1_000, totalTokens: 11_000 }),
      '0.035 computed',
    ],
    // 100 × 2.5 + 1,000 × 1.25 + 2,000 × 3.125 + 100 × 10.
    [
      'Bedrock',
      {
        body: {
          output: { message: {} },
          usage: {
            inputTokens: 100,
            cacheReadInputTokens: 1_000,
            cacheWriteInputTokens: 2_000,
            outputTokens: 100,
            totalTokens: 3_200,
          },
        },
      },
      '0.00875 computed',
    ],
    [
      'a response that was cut at its ceiling',
      {
        events: [
          {
            type: 'response.incomplete',
            response: { usage: { input_tokens: 10_000, output_tokens: 1_000, total_tokens: 11_000 } },
          },
        ],
      },
      '0.035 computed',
    ],
  ])('are understood: %s', (_, given: Given, expected) => {
    expect(booked(given)).toBe(expected)
  })
})
