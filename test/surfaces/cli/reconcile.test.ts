import { describe, expect, it } from 'vitest'
import {
  anthropicCostPage,
  anthropicReportPage,
  type CostAnswer,
  openAiCostPage,
  openAiUsagePage,
  startCostServer,
} from '../../support/providers/cost-server.ts'
import { openReconciliation } from './open-reconciliation.ts'

const day = '2026-11-20'
const key = 'sk-admin-secret-1234567890'

async function atOpenAi(
  answerTo: (url: URL, nth: number) => CostAnswer | undefined,
  ...books: [Parameters<typeof openReconciliation>[1]?, Parameters<typeof openReconciliation>[2]?]
) {
  const server = await startCostServer(answerTo)
  const settings = { OPENAI_BASE_URL: `${server.url}/v1`, OPENAI_ADMIN_KEY: key }
  return { server, ...(await openReconciliation(settings, books[0] ?? [], books[1])) }
}

/** The costs of one day, and how often the model was asked. */
const billed =
  (lines: readonly (readonly [string, string])[], requests?: number, tier?: string) => (url: URL) =>
    url.pathname.endsWith('/costs')
      ? { body: openAiCostPage([[day, lines]]) }
      : requests === undefined
        ? undefined
        : { body: openAiUsagePage([[day, 'gpt-5-mini', requests, tier ?? 'default']]) }

describe('the drift of a day', () => {
  it.each([
    [
      'none',
      [{ usd: '0.30' }],
      [],
      billed([
        ['gpt-5-mini, input', '0.1'],
        ['gpt-5-mini, output', '0.2'],
      ]),
      0,
      [],
      0,
    ],
    [
      'a nano-dollar a call, by rounding',
      [{ usd: '0.100000001' }, { usd: '0.2' }],
      [],
      billed([['gpt-5-mini-2025-08-07, input', '0.3']]),
      -1e-9,
      [{ class: 'rounding', usd: -1e-9 }],
      0,
    ],
    [
      'of calls whose answer never came',
      [{ usd: '0.10' }],
      [{ id: 'lost', usd: '0.05' }],
      billed([['gpt-5-mini, input', '0.12']]),
      -0.03,
      [{ class: 'unresolved', usd: -0.03 }],
      0,
    ],
    [
      'beyond what calls without an answer can be the reason of',
      [{ usd: '0.10' }],
      [{ id: 'lost', usd: '0.05' }],
      billed([['gpt-5-mini, input', '0.04']]),
      -0.11,
      [{ class: 'unresolved', usd: -0.05 }],
      -0.06,
    ],
    [
      'of calls that others have made',
      [{ usd: '0.10' }],
      [],
      billed([['gpt-5-mini, input', '0.37']], 3),
      0.27,
      [{ class: 'other_keys', usd: 0.27 }],
      0,
    ],
    [
      'of a tier that the usual price is not for',
      [{ usd: '0.10' }],
      [],
      billed([['gpt-5-mini, input', '0.18']], 1, 'priority'),
      0.08,
      [{ class: 'tier', usd: 0.08 }],
      0,
    ],
    [
      'that nothing explains',
      [{ usd: '0.10' }],
      [],
      billed([['gpt-5-mini, input', '0.12']], 1),
      0.02,
      [],
      0.02,
    ],
    [
      'of a guessed price',
      [
        {
          usd: '0.10',
          provenance: 'estimated' as const,
          cautions: [{ code: 'unpriced' as const, model: 'openai:gpt-5-mini', detail: {} }],
        },
      ],
      [],
      billed([['gpt-5-mini, input', '0.02']]),
      -0.08,
      [{ class: 'fallback_price', usd: -0.08 }],
      0,
    ],
  ])(
    'is found to the cent and explained: %s',
    async (_, spent, lost, bill, drift, explained, unexplained) => {
      const { reconcile } = await atOpenAi(bill, spent, lost)

      const { code, json } = await reconcile('openai')

      expect(code).toBe(0)
      expect(json.days).toEqual([
        {
          date: day,
          provider: 'openai',
          model: 'gpt-5-mini',
          ledger_usd: expect.any(Number),
          provider_usd: expect.any(Number),
          drift_usd: drift,
          explained,
          unexplained_usd: unexplained,
        },
      ])
    },
  )

  it('counts for the model that answered, and shows what is no model', async () => {
    const lines = [
      ['gpt-5-nano, output', '0.05'],
      ['web search, tool calls', '0.01'],
    ] as const
    const { reconcile } = await atOpenAi(billed(lines), [
      { usd: '0.05', servedModel: 'gpt-5-nano-2025-08-07' },
    ])

    const { json } = await reconcile('openai')

    expect(json.days).toMatchObject([
      { model: 'gpt-5-nano-2025-08-07', drift_usd: 0, explained: [] },
      { model: 'web search, tool calls', drift_usd: 0.01, explained: [{ class: 'unknown_item', usd: 0.01 }] },
    ])
    expect(json.unknown_items).toEqual([{ date: day, item: 'web search, tool calls', usd: 0.01 }])
  })
})

describe('OpenAI', () => {
  it('is asked page by page with the admin key, by whole days, and no digit is lost', async () => {
    const { server, reconcile } = await atOpenAi((url) => {
      if (!url.pathname.endsWith('/costs')) return undefined
      return url.searchParams.get('page') === 'second'
        ? { body: openAiCostPage([['2026-11-21', [['gpt-5-mini, input', '1.23456789012345678']]]]) }
        : { body: openAiCostPage([['2026-11-20', [['gpt-5-mini, input', '6e-9']]]], 'second') }
    })

    const { code, json } = await reconcile('openai')

    expect(code).toBe(0)
    expect(json.days.map((each: { provider_usd: number }) => each.provider_usd)).toEqual([6e-9, 1.23456789])
    const [first] = server.asked
    expect(first?.pathname).toBe('/v1/organization/costs')
    expect(Object.fromEntries(first?.searchParams ?? [])).toMatchObject({
      start_time: String(Date.UTC(2026, 10, 18) / 1_000),
      end_time: String(Date.UTC(2026, 10, 23) / 1_000),
      bucket_width: '1d',
      'group_by[]': 'line_item',
    })
    expect(server.headers[0]?.['authorization']).toBe(`Bearer ${key}`)
  })

  it('tells what of the bill is of other keys, where ours are named', async () => {
    const { reconcile } = await atOpenAi(
      () => ({
        body: openAiCostPage([
          [
            day,
            [
              ['gpt-5-mini, input', '0.1', 'key_1'],
              ['gpt-5-mini, input', '0.4', 'key_2'],
            ],
          ],
        ]),
      }),
      [{ usd: '0.10' }],
    )

    const { json } = await reconcile('openai', '--key', 'key_1')

    expect(json.days).toMatchObject([
      { drift_usd: 0.4, explained: [{ class: 'other_keys', usd: 0.4 }], unexplained_usd: 0 },
    ])
  })

  it('leaves today and yesterday open', async () => {
    const days = ['2026-11-24', '2026-11-25', '2026-11-26'].map(
      (date) => [date, [['gpt-5-mini, input', '0.01']]] as const,
    )
    const { reconcile } = await atOpenAi(() => ({
      body: openAiCostPage(days.map(([date, lines]) => [date, lines as [[string, string]]])),
    }))

    const { json } = await reconcile('openai', '--from', '2026-11-24', '--to', '2026-11-26')

    expect(json.days.map(({ date }: { date: string }) => date)).toEqual(['2026-11-24'])
    expect(json.open_days.map(({ date }: { date: string }) => date)).toEqual(['2026-11-25', '2026-11-26'])
  })

  it('that does not tell all compares nothing, and says why without the key', async () => {
    const page = openAiCostPage([[day, [['gpt-5-mini, input', '0.1']]]])
    const bad: readonly (readonly [CostAnswer, string])[] = [
      [
        { status: 401, body: { error: { message: `Incorrect API key: ${key}` } } },
        'does not let this key see',
      ],
      [{ body: page.slice(0, -40) }, 'cut off'],
      [{ body: { object: 'page', data: [], has_more: true, next_page: null } }, 'cut off'],
      [{ body: { data: [{ start_time: 'x', results: [] }], has_more: false } }, 'unknown form'],
      [{ body: page.replace('"usd"', '"eur"') }, 'amounts in EUR'],
      [{ status: 429, headers: { 'retry-after': '3600' }, body: {} }, 'in 3600 seconds'],
      [{ status: 500, body: 'oops' }, 'does not tell'],
      [
        { status: 302, headers: { location: 'http://127.0.0.1:9/' }, body: '' },
        'does not tell what it charged (302)',
      ],
    ]
    let answer: CostAnswer | undefined
    const { reconcile } = await atOpenAi(() => answer)

    for (const [given, why] of bad) {
      answer = given
      const { code, stdout, stderr } = await reconcile('openai')
      expect([code, stdout]).toEqual([1, ''])
      expect(stderr).toContain(why)
      expect(stderr).not.toContain(key)
    }
  })

  it('whose pages come to no end is not asked for ever', async () => {
    const { reconcile } = await atOpenAi((_url, nth) => ({
      body: { object: 'page', data: [], has_more: true, next_page: `page_${nth}` },
    }))

    const { code, stderr } = await reconcile('openai')

    expect([code, stderr]).toEqual([1, expect.stringContaining('cut off')])
  })

  it('that asks for patience is asked again', async () => {
    const { reconcile } = await atOpenAi((url, nth) =>
      nth < 3
        ? { status: 429, headers: { 'retry-after': '0' }, body: {} }
        : billed([['gpt-5-mini, input', '0.1']])(url),
    )

    expect(await reconcile('openai')).toMatchObject({ code: 0, json: { days: [{ provider_usd: 0.1 }] } })
  })

  it('without an admin key says which setting is missing', async () => {
    const { reconcile } = await openReconciliation({}, [])

    const { code, stderr } = await reconcile('openai')

    expect(code).toBe(2)
    expect(stderr).toContain('OPENAI_ADMIN_KEY is not set')
  })
})

describe('Anthropic', () => {
  const model = 'claude-sonnet-4-5'
  const open = async (answerTo: (url: URL) => CostAnswer | undefined, ...spent: string[]) => {
    const server = await startCostServer(answerTo)
    const settings = { ANTHROPIC_BASE_URL: `${server.url}/v1`, ANTHROPIC_ADMIN_KEY: key }
    const entries = spent.map((usd) => ({ usd, provider: 'anthropic', model }))
    return { server, ...(await openReconciliation(settings, entries)) }
  }

  it('tells cents, not dollars, and what it took off', async () => {
    const { server, reconcile } = await open(
      ({ pathname }) =>
        pathname.endsWith('/analytics/cost')
          ? { body: anthropicCostPage([[day, `${model}-20250929`, '111.105', '123.45']]) }
          : undefined,
      '1.2345',
    )

    const { json } = await reconcile('anthropic')

    expect(json.days).toMatchObject([
      {
        model,
        ledger_usd: 1.2345,
        provider_usd: 1.11105,
        drift_usd: -0.12345,
        explained: [{ class: 'discount', usd: -0.12345 }],
        unexplained_usd: 0,
      },
    ])
    expect(server.headers[0]).toMatchObject({
      'x-api-key': key,
      'anthropic-version': '2023-06-01',
      'anthropic-beta': 'analytics-usage-cost-2026-08-24',
    })
    expect(server.asked[0]?.searchParams.get('ending_at')).toBe('2026-11-23T00:00:00.000Z')
  })

  it('is asked for a month and more in parts, and for each page of them', async () => {
    const { server, reconcile } = await open(({ pathname, searchParams }) => {
      if (!pathname.endsWith('/analytics/cost')) return undefined
      const from = searchParams.get('starting_at')?.slice(0, 10) ?? ''
      return searchParams.get('page') === null
        ? { body: anthropicCostPage([[from, model, '100']], `more ${from}`) }
        : { body: anthropicCostPage([[from, model, '50.5']]) }
    })

    const { json } = await reconcile('anthropic', '--from', '2026-10-01', '--to', '2026-11-15')

    expect(
      json.days.map((each: { date: string; provider_usd: number }) => [each.date, each.provider_usd]),
    ).toEqual([
      ['2026-10-01', 1.505],
      ['2026-11-01', 1.505],
    ])
    const asked = server.asked.filter(({ pathname }) => pathname.endsWith('/cost'))
    expect(asked.map(({ searchParams }) => searchParams.get('ending_at')?.slice(0, 10))).toEqual([
      '2026-11-01',
      '2026-11-01',
      '2026-11-16',
      '2026-11-16',
    ])
  })

  it.each([400, 403, 404])(
    'is asked by its older reports where the analytics answer with %i',
    async (status) => {
      const { reconcile } = await open(({ pathname, searchParams }) => {
        if (pathname.includes('/analytics/')) return { status, body: { error: { message: 'no' } } }
        if (!pathname.endsWith('/cost_report')) return undefined
        return searchParams.get('page') === null
          ? { body: anthropicReportPage(day, [[model, '123.45']], 'page_2') }
          : {
              body: anthropicReportPage('2026-11-21', [
                [model, '0.5'],
                [null, '1'],
              ]),
            }
      }, '1.2345')

      const { code, json } = await reconcile('anthropic')

      expect(code).toBe(0)
      expect(json.days).toMatchObject([
        { date: day, provider_usd: 1.2345, drift_usd: 0 },
        { date: '2026-11-21', provider_usd: 0.005, explained: [{ class: 'other_keys', usd: 0.005 }] },
        { date: '2026-11-21', provider_usd: 0.01, explained: [{ class: 'unknown_item', usd: 0.01 }] },
      ])
    },
  )
})

describe('OpenRouter', () => {
  const activity = (date: string, usage: number, more: object = {}) => ({
    date,
    model: 'openai/gpt-4o',
    model_permaslug: 'openai/gpt-4o-2024-11-20',
    endpoint_id: 'e',
    provider_name: 'OpenAI',
    usage,
    byok_usage_inference: 0,
    requests: 1,
    prompt_tokens: 10,
    completion_tokens: 10,
    reasoning_tokens: 0,
    ...more,
  })
  const settingsAt = (url: string) => ({
    COMPATIBLE_BASE_URL: `${url}/api/v1`,
    OPENROUTER_MANAGEMENT_KEY: key,
  })

  it('is asked at the address of the calls, with what an own key was charged beside it', async () => {
    const server = await startCostServer(() => ({
      body: { data: [activity(day, 0.01, { byok_usage_inference: 0.2 }), activity('2026-11-21', 0.5)] },
    }))
    const { reconcile } = await openReconciliation(settingsAt(server.url), [
      { usd: '0.21', provider: 'compatible', model: 'openai/gpt-4o' },
    ])

    const { json } = await reconcile('openrouter')

    expect(server.asked.map(({ pathname }) => pathname)).toEqual(['/api/v1/activity'])
    expect(json.days).toMatchObject([
      { date: day, provider: 'openrouter', model: 'openai/gpt-4o', drift_usd: 0 },
      { date: '2026-11-21', explained: [{ class: 'other_keys', usd: 0.5 }] },
    ])
  })

  it('tells of thirty days: what is older is left out and said to be', async () => {
    const server = await startCostServer(() => ({ body: { data: [activity('2026-10-28', 0.1)] } }))
    const spent = [
      { usd: '0.10', provider: 'compatible', model: 'openai/gpt-4o', at: '2026-10-20T10:00:00Z' },
    ]
    const { reconcile } = await openReconciliation(settingsAt(server.url), spent)

    const { json, stderr } = await reconcile('openrouter', '--from', '2026-10-20', '--to', '2026-10-30')

    expect(json.days.map(({ date }: { date: string }) => date)).toEqual(['2026-10-28'])
    expect(stderr).toContain('nothing of days before 2026-10-27')
  })
})
