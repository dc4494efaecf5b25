import { describe, expect, it } from 'vitest'
import { toExactUsd } from '../../src/money/format.ts'
import { parseModelId } from '../../src/pricing/model-id.ts'
import { type AnswerReply, answer, type ErrorReply } from '../support/providers/reply.ts'
import { untold } from '../support/providers/untold-usage.ts'
import { type BoundaryOptions, openBoundary } from './open-boundary.ts'
import { expectClosedBooks } from './same-books.ts'

/** The usage object as it is given, with nothing of the server's own. */
function told(usage: Readonly<Record<string, unknown>>, more: Partial<AnswerReply> = {}): AnswerReply {
  return answer({ usageFields: { ...untold, ...usage }, ...more })
}

const chat = (input: number, output: number, more: object = {}) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
  ...more,
})

const tenThousand = chat(10_000, 1_000)

/** What one call to a model is booked at: `<amount> <provenance> <cautions>`. */
async function booked(
  name: string,
  reply: AnswerReply | ErrorReply,
  how: 'ask' | 'stream' = 'ask',
  options: BoundaryOptions = {},
): Promise<string> {
  const model = parseModelId(name) ?? { provider: '', model: '' }
  const boundary = await openBoundary({ prices: null, ...options })
  boundary.serverOf(model).respondWith([reply])
  await Promise.resolve(boundary[how](model))
    .then(({ text }) => text)
    .catch(() => undefined)
  await expectClosedBooks(boundary)
  const entries = await boundary.entries()
  return entries
    .map(({ amountNanoUsd, provenance, cautions }) =>
      [toExactUsd(amountNanoUsd), provenance, ...cautions.map(({ code }) => code)].join(' '),
    )
    .join(', ')
}

const at = (address: string): BoundaryOptions => ({ sellers: { compatible: address } })
const openRouter = at('https://openrouter.ai/api/v1')

describe('a cost that the reply names, held against tokens and price', () => {
  const written = { prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 9_162 } }
  const upstream = { cost_details: { upstream_inference_cost: 0.0360795 } }
  const ownKey = (cost: number) => chat(9_171, 113, { ...written, cost, is_byok: true, ...upstream })

  it.each([
    ['an own key upstream, the router for free', ownKey(0), '0.0360795 reported'],
    ['an own key upstream, and a fee', ownKey(0.001803975), '0.037883475 reported'],
    [
      'the upstream cost as a part',
      chat(9_171, 113, { ...written, cost: 0.0360795, ...upstream }),
      '0.0360795 reported',
    ],
    [
      'the upstream cost as a part of nothing',
      chat(9_171, 113, { ...written, cost: 0, ...upstream }),
      '0.0360795 estimated named_cost_low',
    ],
  ])('%s', async (_, usage, expected) => {
    expect(await booked('anthropic:claude-sonnet-4-5', answer(), 'ask')).toMatch(/computed$/)
    expect(
      await booked('openai:claude-sonnet-4-5', told(usage), 'ask', {
        sellers: { openai: 'https://api.anthropic.com/v1' },
      }),
    ).toBe(expected)
  })

  it.each([
    ['openrouter, an own key and a fee', ownKey(0.001803975), '0.037883475 reported'],
    ['openrouter own key', ownKey(0), '0.0360795 reported'],
    ['openrouter, another upstream provider', chat(10_000, 1_000, { cost: 0.03 }), '0.03 reported'],
    ['openrouter, next to nothing', chat(10_000, 1_000, { cost: 0.0001 }), '0.045 estimated named_cost_low'],
    [
      'openrouter, more than twice the list',
      chat(10_000, 1_000, { cost: 0.092 }),
      '0.092 estimated named_cost_high',
    ],
  ])('%s', async (_, usage, expected) => {
    expect(await booked('compatible:anthropic/claude-sonnet-4.5', told(usage), 'ask', openRouter)).toBe(
      expected,
    )
  })

  it('zero in the header of a proxy is not believed', async () => {
    const reply = told(tenThousand, { headers: { 'x-litellm-response-cost': '0.0' } })
    expect(await booked('openai:gpt-4o', reply)).toBe('0.035 estimated named_cost_low')
    expect(await booked('compatible:gpt-4o', reply)).toBe('0.035 estimated loopback_priced named_cost_low')
  })

  it.each(['ask', 'stream'] as const)(
    'an object with the fee of the request is believed (%s)',
    async (how) => {
      const cost = {
        input_tokens_cost: 0.00002,
        output_tokens_cost: 0.00224,
        request_cost: 0.006,
        total_cost: 0.00826,
      }
      const usage = chat(7, 149, { search_context_size: 'low', cost })
      expect(await booked('compatible:sonar-pro', told(usage), how, at('https://api.perplexity.ai'))).toBe(
        '0.00826 reported',
      )
      expect(await booked('compatible:sonar-pro', told(usage), how)).toBe('0.00826 reported loopback_priced')
    },
  )

  it.each([
    ['ticks', { cost_in_usd_ticks: 350_000_000 }],
    ['ticks as text', { cost_in_usd_ticks: '350000000' }],
    ['an estimate of the seller', { estimated_cost: 0.035 }],
    ['an estimate as text', { estimated_cost: '0.0350' }],
    ['a total', { total_cost: 0.035 }],
    ['an object', { cost: { total_cost: '0.035' } }],
  ])('is known as %s', async (_, named) => {
    expect(await booked('openai:gpt-4o', told({ ...tenThousand, ...named }))).toBe('0.035 reported')
  })

  it('of a model that is free by its name is believed to be zero', async () => {
    const usage = chat(100, 10, { cost: 0 })
    expect(await booked('compatible:openai/gpt-oss-20b:free', told(usage), 'ask', openRouter)).toBe(
      '0 reported',
    )
  })

  it('is all that is known of a model without a price', async () => {
    const gateway = at('https://gateway.example/v1')
    const named = (cost: number) => told(chat(100, 10, { cost }))
    expect(await booked('compatible:unheard-of', named(0.0007), 'ask', gateway)).toBe(
      '0.0007 reported unpriced',
    )
    expect(await booked('compatible:unheard-of', named(0), 'ask', gateway)).toMatch(
      /^0\.0\d+ estimated unpriced named_cost_low$/,
    )
  })
})

describe('tokens that are told outside of the completion', () => {
  const grok = chat(10_120, 1_499, {
    total_tokens: 14_428,
    prompt_tokens_details: { cached_tokens: 128 },
    completion_tokens_details: { reasoning_tokens: 2_809 },
  })
  const gemini = chat(21, 40, { total_tokens: 2_061 })

  it.each(['ask', 'stream'] as const)('are paid for (%s)', async (how) => {
    expect(await booked('compatible:grok-4', told(grok), how, at('https://api.x.ai/v1'))).toBe(
      '0.094692 computed',
    )
    expect(
      await booked(
        'compatible:grok-4',
        told({ ...grok, total_tokens: undefined }),
        how,
        at('https://api.x.ai/v1'),
      ),
    ).toBe('0.094692 computed')
    expect(await booked('compatible:grok-4', told(grok), how)).toBe('0.094692 estimated loopback_priced')
    const google = at('https://generativelanguage.googleapis.com/v1beta/openai')
    expect(await booked('compatible:gemini-2.5-pro', told(gemini), how, google)).toBe('0.02042625 computed')
    expect(await booked('openai:gpt-5', told(gemini), how)).toBe('0.02042625 estimated tokens_disagree')
  })

  it('a total below its parts is told, and the parts are booked', async () => {
    expect(await booked('openai:gpt-4o', told({ ...tenThousand, total_tokens: 10_500 }))).toBe(
      '0.035 estimated tokens_disagree',
    )
    expect(await booked('openai:gpt-4o', told({ ...tenThousand, total_tokens: 11_001 }))).toBe(
      '0.03501 estimated tokens_disagree',
    )
    expect(await booked('openai:gpt-4o', told(tenThousand))).toBe('0.035 computed')
  })
})

describe('what a reply says beside its tokens', () => {
  it.each([
    ['openai:gpt-5', 'priority', '0.045 computed'],
    ['openai:gpt-5', 'fast', '0.045 computed'],
    ['openai:gpt-5', 'flex', '0.01125 computed'],
    ['openai:gpt-5', 'batch', '0.01125 computed'],
    ['openai:gpt-5', 'default', '0.0225 computed'],
    ['openai:gpt-5', 'auto', '0.0225 computed'],
    ['openai:gpt-5-mini', 'priority', '0.0081 computed'],
    ['openai:gpt-5.5', 'priority', '0.2 computed'],
    ['openai:gpt-4o', 'priority', '0.0595 computed'],
    ['openai:o4-mini', 'priority', '0.028 computed'],
    ['openai:gpt-5', 'warp', '0.0225 estimated modifier_unknown'],
    ['openai:gpt-4-turbo', 'priority', '0.325 estimated modifier_unknown'],
    ['compatible:gpt-5', 'priority', '0.045 estimated loopback_priced'],
  ])('%s served as %j: %s', async (model, service_tier, expected) => {
    for (const how of ['ask', 'stream'] as const)
      expect(await booked(model, told(tenThousand, { bodyFields: { service_tier } }), how)).toBe(expected)
  })

  const claude = (usage: object) => told({ input_tokens: 100, output_tokens: 100, ...usage })

  it.each([
    [
      'a cache for an hour',
      {
        cache_creation_input_tokens: 8_989,
        cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 8_989 },
      },
      '0.055734 computed',
    ],
    [
      'a cache for five minutes',
      {
        cache_creation_input_tokens: 8_989,
        cache_creation: { ephemeral_5m_input_tokens: 8_989, ephemeral_1h_input_tokens: 0 },
      },
      '0.03550875 computed',
    ],
    [
      'both caches',
      {
        cache_creation_input_tokens: 3_000,
        cache_creation: { ephemeral_5m_input_tokens: 1_000, ephemeral_1h_input_tokens: 2_000 },
      },
      '0.01755 computed',
    ],
    [
      'both caches, the sum untold',
      { cache_creation: { ephemeral_5m_input_tokens: 1_000, ephemeral_1h_input_tokens: 2_000 } },
      '0.01755 computed',
    ],
    ['inference in the United States', { inference_geo: 'us' }, '0.00198 computed'],
    ['inference anywhere', { inference_geo: 'global' }, '0.0018 computed'],
    ['a batch', { service_tier: 'batch' }, '0.0009 computed'],
    ['the standard tier', { service_tier: 'standard' }, '0.0018 computed'],
    ['committed capacity', { service_tier: 'priority' }, '0.0045 estimated modifier_unknown'],
    ['no web search', { server_tool_use: { web_search_requests: 0 } }, '0.0018 computed'],
  ])('%s', async (_, usage, expected) => {
    for (const how of ['ask', 'stream'] as const)
      expect(await booked('anthropic:claude-sonnet-4-5', claude(usage), how)).toBe(expected)
  })

  it('searches of the web have their price, and where nobody says it, one that is no lower', async () => {
    const searched = { server_tool_use: { web_search_requests: 3 } }
    const usage = { input_tokens: 10_000, output_tokens: 1_000, ...searched }
    expect(await booked('anthropic:claude-sonnet-4-5', told(usage))).toBe('0.075 computed')
    expect(
      await booked(
        'compatible:grok-4',
        told({ ...tenThousand, ...searched }),
        'ask',
        at('https://api.x.ai/v1'),
      ),
    ).toBe('0.15 estimated modifier_unknown')
  })

  it.each([
    [
      'anthropic:claude-fable-5',
      'claude-opus-4-8',
      { input_tokens: 412, output_tokens: 264 },
      '0.00866 estimated served_model',
    ],
    [
      'anthropic:claude-opus-4-8',
      'claude-fable-5',
      { input_tokens: 412, output_tokens: 264 },
      '0.01732 estimated served_model',
    ],
    [
      'anthropic:claude-sonnet-4-5',
      'claude-sonnet-4-5-20250929',
      { input_tokens: 412, output_tokens: 264 },
      '0.005196 computed',
    ],
    ['openai:gpt-4o', 'gpt-4o-2024-08-06', tenThousand, '0.035 computed'],
    ['openai:gpt-4o', 'openai/gpt-4o', tenThousand, '0.035 computed'],
    ['openai:gpt-4o', 'a-name-of-our-own', tenThousand, '0.035 estimated served_unknown'],
    ['openai:gpt-4o', 'gpt-4o-2031-01-01', tenThousand, '0.035 computed'],
    ['openai:gpt-4o', 'gpt-4o-9', tenThousand, '0.035 estimated served_unknown'],
    ['openai:gpt-4o', 'gpt-5', tenThousand, '0.0225 estimated served_model'],
    ['compatible:smart', 'gpt-4o', tenThousand, '0.035 estimated loopback_priced served_model'],
    ['compatible:smart', 'llama3.2:latest', tenThousand, '0 computed'],
  ])('asked %s, %s answers', async (model, served, usage, expected) => {
    for (const how of ['ask', 'stream'] as const)
      expect(await booked(model, told(usage, { bodyFields: { model: served } }), how)).toBe(expected)
  })

  it('the operator’s own price holds whoever answers', async () => {
    const prices = { 'openai:gpt-4o': { input_per_million: '1', output_per_million: '1' } }
    const reply = told(tenThousand, { bodyFields: { model: 'gpt-5' } })
    expect(await booked('openai:gpt-4o', reply, 'ask', { prices })).toBe('0.011 computed')
  })
})

describe('a reply that is none, or not as the SDK wants it', () => {
  const raw = (body: unknown) => answer({ rawBody: JSON.stringify(body) })

  it.each([
    [
      'without choices',
      'openai:gpt-4o',
      raw({ id: 'x', model: 'gpt-4o', choices: [], usage: chat(10_000, 0) }),
      '0.025 computed',
    ],
    [
      'of another shape',
      'openai:gpt-5',
      raw({ result: 'something else', usage: chat(1_000, 8_000) }),
      '0.08125 computed',
    ],
    [
      'with counts as text',
      'openai:gpt-5',
      raw({ choices: 'none', usage: { prompt_tokens: '1000', completion_tokens: '8000' } }),
      '0.08125 computed',
    ],
    [
      'with an error inside',
      'openai:gpt-5',
      raw({ error: { code: 502, message: 'Upstream failed.' } }),
      '0 computed',
    ],
    [
      'with an error inside that was charged',
      'openai:gpt-5',
      raw({ error: { code: 502 }, usage: chat(1_000, 8_000) }),
      '0.08125 computed',
    ],
    [
      'of a whole prompt written to a cache',
      'openai:claude-opus-4.5',
      raw({
        choices: [],
        usage: chat(98_805, 5_120, {
          prompt_tokens_details: { cached_tokens: 66_360, cache_creation_tokens: 32_435 },
        }),
      }),
      '0.36394875 computed',
    ],
  ])('%s', async (_, model, reply, expected) => {
    const sellers = {
      openai: model.includes('claude') ? 'https://api.anthropic.com/v1' : 'https://api.openai.com/v1',
    }
    expect(await booked(model, reply, 'ask', { sellers })).toBe(expected)
  })

  it.each(['ask', 'stream'] as const)('has cached tokens beside the others (%s)', async (how) => {
    const usage = chat(10_000, 1_000, { cached_tokens: 9_000 })
    const moonshot = at('https://api.moonshot.ai/v1')
    expect(await booked('compatible:kimi-k2-thinking', told(usage), how, moonshot)).toBe('0.00445 computed')
  })

  it.each([{ code: 'content_filter' }, { code: null, innererror: { code: 'ResponsibleAIPolicyViolation' } }])(
    'is a filter that has read the prompt: the prompt is booked, as an estimate (%j)',
    async (error) => {
      const reply = {
        kind: 'error',
        status: 400,
        rawBody: JSON.stringify({ error: { message: 'Filtered.', ...error } }),
      } as const
      const [amount, provenance] = (await booked('openai:gpt-4o', reply)).split(' ')
      expect([provenance, Number(amount) > 0.00003, Number(amount) < 0.0003]).toEqual([
        'estimated',
        true,
        true,
      ])
    },
  )

  it.each([
    ['a page', '<html><title>Sign in</title></html>'],
    ['nothing', ''],
    ['no object', 'null'],
    ['a text', 'error code: 520'],
    [
      'the beginning of an answer',
      '{"id":"x","model":"gpt-4o","choices":[{"index":0,"message":{"content":"On',
    ],
  ])('of success with %s in its place says nothing of the bill', async (_, rawBody) => {
    expect(await booked('openai:gpt-4o', answer({ rawBody }))).toMatch(/ unresolved$/)
  })

  it.each([
    [500, { error: { message: 'The server had an error.', type: 'server_error' } }, '0 computed'],
    [502, { error: { code: 502, message: 'Provider returned error.' } }, '0 computed'],
    [503, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, '0 computed'],
    [503, [{ error: { code: 503, status: 'UNAVAILABLE' } }], '0 computed'],
    [500, { object: 'error', message: 'Engine dead.', code: 500 }, '0 computed'],
    [422, { detail: 'Not processable.' }, '0 computed'],
    [500, { error: { message: 'Late.' }, usage: chat(10_000, 1_000) }, '0.035 computed'],
    [502, '<html>Bad Gateway</html>', 'unresolved'],
    [503, '', 'unresolved'],
    [504, { error: { message: 'Deadline exceeded.' } }, 'unresolved'],
    [520, { error: { message: 'Unknown.' } }, 'unresolved'],
    [524, '', 'unresolved'],
    [530, '', 'unresolved'],
    [408, { error: { message: 'Too slow.' } }, 'unresolved'],
    [500, { cloudflare_error: true, status: 500, detail: 'Worker threw.' }, 'unresolved'],
    [429, '<html>Slow down</html>', '0 computed'],
    [529, { type: 'error', error: { type: 'overloaded_error' } }, '0 computed'],
  ])('with status %i and %j: %s', async (status, body, expected) => {
    const rawBody = typeof body === 'string' ? body : JSON.stringify(body)
    const found = await booked('openai:gpt-4o', { kind: 'error', status, rawBody })
    expect(found.replace(/^0\.\d+ (?=unresolved)/, '')).toBe(expected)
  })

  it('streamed, with nothing but an error, is asked for again', async () => {
    const boundary = await openBoundary({ prices: null })
    const broken = answer({ rawBody: 'data: {"error":{"code":502}}\n\n', headers: { 'retry-after': '0' } })
    boundary.openai.respondWith([broken])

    const stream = await boundary.stream({ provider: 'openai', model: 'gpt-5' }, { maxRetries: 2 })

    expect(await stream.text).not.toBe('')
    expect(await boundary.entries()).toMatchObject([
      { amountNanoUsd: 0n, calls: 0, failedCalls: 1 },
      { calls: 1, failedCalls: 0, provenance: 'computed' },
    ])
  })

  it('with an error inside is asked for again, and each attempt has its hold', async () => {
    const boundary = await openBoundary({ prices: null })
    const model = { provider: 'openai', model: 'gpt-5' }
    const broken = answer({ rawBody: '{"error":{"code":502}}', headers: { 'retry-after': '0' } })
    boundary.openai.respondWith([broken, broken])

    const { text } = await boundary.ask(model, { maxRetries: 2 })

    expect(text).not.toBe('')
    expect(await boundary.entries()).toMatchObject([
      { amountNanoUsd: 0n, calls: 0, failedCalls: 1 },
      { amountNanoUsd: 0n, calls: 0, failedCalls: 1 },
      { calls: 1, failedCalls: 0, provenance: 'computed' },
    ])
  })
})
