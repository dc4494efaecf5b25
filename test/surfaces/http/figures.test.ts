import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LocalHttp, openLocalHttp } from '../../support/http/local-http.ts'
import { holdOf, settlementOf } from '../../support/ledger/requests.ts'

const nowMs = Date.UTC(2026, 10, 26, 12)
const call = { provider: 'openai', model: 'gpt-5-mini', operation: 'generate', priceVersion: 'x' } as const

let http: LocalHttp
beforeAll(async () => {
  const settings = { MODELS: 'openai:gpt-5-mini', OPENAI_API_KEY: 'sk-operator' }
  http = await openLocalHttp({ settings, now: () => nowMs })
  const { ledger } = http.autointel
  for (const [date, usd] of [
    ['2026-11-20', '0.40'],
    ['2026-11-24', '1.25'],
  ] as const) {
    const hold = holdOf(usd, { call, heldAtMs: Date.parse(`${date}T10:00:00Z`) })
    await ledger.hold(hold)
    await ledger.settle(settlementOf(hold.id, usd, { provenance: 'estimated' }))
  }
})
afterAll(() => http.close())

// biome-ignore lint/suspicious/noExplicitAny: what came is what is tried
const json = async (path: string): Promise<any> => (await http.get(path)).json()

it('gives the rows of a report by day, and split', async () => {
  const daily = await json('/api/report?kind=daily&days=7')
  expect(daily).toMatchObject({ report: 'daily', time_zone: 'UTC', totals: { cost_usd: 1.65, calls: 2 } })
  const spent = daily.rows.filter(({ cost_usd }: { cost_usd: number }) => cost_usd > 0)
  expect(spent).toMatchObject([
    { name: '2026-11-20', cost_usd: 0.4 },
    { name: '2026-11-24', cost_usd: 1.25 },
  ])
  const byModel = await json('/api/report?since=2026-11-24&until=2026-11-24&by=model')
  expect(byModel.rows).toMatchObject([{ group: 'openai:gpt-5-mini', cost_usd: 1.25, estimated_usd: 1.25 }])
})

it.each(['since=2026-11-25&until=2026-11-24', 'kind=yearly', 'by=weather', 'days=0', 'since=yesterday'])(
  'gives no rows for %s',
  async (query) => {
    expect((await http.get(`/api/report?${query}`)).status).toBe(400)
  },
)

it('gives rows of all days that have a year of four digits', async () => {
  expect(await json('/api/report?until=9999-12-31')).toMatchObject({ to: '9999-12-31T23:59:59.999Z' })
})

it('tells the prices of the configured models, and of the one that is named', async () => {
  expect(await json('/api/prices')).toMatchObject({
    models: [{ model: 'openai:gpt-5-mini', source: 'catalogue', rates: { input: '0.25', output: '2' } }],
  })
  expect((await json('/api/prices?model=openai:gpt-unheard-of')).models).toMatchObject([
    { source: 'fallback', estimated: true, warnings: [expect.any(String)] },
  ])
  const russian = await http.get('/api/prices?model=openai:gpt-unheard-of', { 'accept-language': 'ru' })
  expect(await russian.json()).toMatchObject({ models: [{ warnings: [expect.stringMatching(/[а-я]/)] }] })
  expect((await http.get('/api/prices?model=nobody')).status).toBe(400)
})

const bill = { provider: 'openai', from: '2026-11-24', to: '2026-11-24' }
const reconcile = (body: object, headers = {}) => http.post('/api/reconcile', body, headers)

it('holds a bill against the books, and corrects them when it is told to', async () => {
  const csv = 'date,model,cost\n2026-11-24,gpt-5-mini,1.00\n'
  const compared = await (await reconcile({ ...bill, csv })).json()
  expect(compared).toMatchObject({
    days: [{ ledger_usd: 1.25, provider_usd: 1, drift_usd: -0.25 }],
    corrections: [{ from_usd: 1.25, to_usd: 1, booked: false }],
  })
  expect(await (await reconcile({ ...bill, csv, correct: true })).json()).toMatchObject({
    corrections: [{ booked: true }],
  })
  expect((await json('/api/report?since=2026-11-24&until=2026-11-24')).totals.cost_usd).toBe(1)
  expect((await http.autointel.ledger.verify()).ok).toBe(true)
})

it('says in the language that is asked for why a bill cannot be compared', async () => {
  const broken = await reconcile({ ...bill, csv: 'weather\nfine\n' }, { 'accept-language': 'ru-RU' })
  expect([broken.status, await broken.json()]).toMatchObject([
    400,
    { code: 'file_columns', detail: expect.stringMatching(/[а-я]/) },
  ])
  expect(await (await reconcile(bill)).json()).toMatchObject({ status: 400, code: 'no_key' })
  expect((await reconcile({ ...bill, from: '2026-11-25' })).status).toBe(400)
  expect((await reconcile({ ...bill, provider: 'nobody' })).status).toBe(400)
  const authorization = `Bearer ${await http.keyFor('app_shop')}`
  expect((await reconcile(bill, { authorization })).status).toBe(403)
})
