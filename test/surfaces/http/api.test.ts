import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { readEvents } from '../../support/http/event-reader.ts'
import { type LocalHttp, openLocalHttp, startLocalHttp } from '../../support/http/local-http.ts'

const token = 'a-long-random-token-of-the-operator'
const asOperator = { authorization: `Bearer ${token}` }
const noonMs = Date.UTC(2026, 10, 26, 12)

let http: LocalHttp
beforeAll(async () => {
  http = await openLocalHttp({ settings: { HTTP_TOKEN: token }, now: () => noonMs })
})
afterAll(() => http.close())

const cost = {
  total_cost: 0.3,
  currency: 'USD',
  api_calls: 4,
  free_requests: 1,
  node_costs: { analysis: 0.2, writer: 0.1 },
  prompt_tokens: 1_000,
  completion_tokens: 500,
  total_tokens: 1_500,
}
const eventOf = (id: string, fields: object = {}) => ({
  id,
  type: 'track_cost',
  tenant: `app_${id}`,
  data: cost,
  ...fields,
})
const report = (event: object, headers = asOperator) => http.post('/api/events', event, headers)
// biome-ignore lint/suspicious/noExplicitAny: what came is what is tried
const json = async (path: string, headers: Record<string, string> = asOperator): Promise<any> =>
  (await http.get(path, headers)).json()

describe('what a runner elsewhere has spent', () => {
  it('is booked once under its own tenant, with its calls and tokens', async () => {
    const event = eventOf('once', { user: '7', workflow: 'run-1' })
    expect((await report(event)).status).toBe(201)
    expect((await report(event)).status).toBe(200)
    const other = await report({ ...event, data: { ...cost, total_cost: 0.31 } })
    expect([other.status, other.headers.get('content-type')]).toEqual([409, 'application/problem+json'])

    expect(await json('/api/summary?tenant=app_once')).toMatchObject({
      total_cost: 0.3,
      operations: 4,
      by_task: { analysis: 0.2, none: 0.1 },
      tokens: { input: 1_000, output: 500 },
    })
    expect((await http.autointel.ledger.verify()).ok).toBe(true)
  })

  it('is never refused, counts against the budget and raises its alerts', async () => {
    await http.limit('app_poor', 'day', '0.10')
    expect((await report(eventOf('poor'))).status).toBe(201)
    const [alert] = (await json('/api/alerts')).filter(
      ({ subject }: { subject: string }) => subject === 'app_poor',
    )
    expect(alert).toMatchObject({ period: 'day', threshold_percent: 100, spent_usd: 0.3, remaining_usd: 0 })
  })

  it.each([
    ['steps', { analysis: 0.6, verification: 0.25, writer: 0.1 }],
    ['ending', { analysis: 0.1, verification: 0.1, transcription: 0.75 }],
  ])('raises one alert for what all its parts cross together: %s', async (name, node_costs) => {
    await http.limit(`app_${name}`, 'day', '1')
    expect((await report(eventOf(name, { data: { ...cost, total_cost: 0.95, node_costs } }))).status).toBe(
      201,
    )
    const { alerts } = await json(`/api/alerts/history?subject=app_${name}`)
    expect(alerts).toMatchObject([{ period: 'day', threshold_percent: 90, spent_usd: 0.95 }])
    expect(alerts).toHaveLength(1)
    expect((await http.autointel.ledger.verify()).ok).toBe(true)
  })

  it('leaves its alerts in the history, a page at a time', async () => {
    for (const tenant of ['app_first', 'app_second', 'app_third']) {
      await http.limit(tenant, 'day', '0.30')
      await report(eventOf(tenant, { tenant, data: { ...cost, node_costs: {} } }))
    }
    const newest = await json('/api/alerts/history?limit=2')
    expect(newest.alerts).toMatchObject([
      { subject: 'app_third', period: 'day', threshold_percent: 100, spent_usd: 0.3, state: 'waiting' },
      { subject: 'app_second', limit_usd: 0.3, ended_at: null },
    ])
    const older = await json(`/api/alerts/history?limit=1&before=${newest.next_before}`)
    expect(older.alerts).toMatchObject([{ subject: 'app_first' }])
    const own = await json('/api/alerts/history?subject=app_second')
    expect(own).toMatchObject({ alerts: [{ subject: 'app_second' }], next_before: null })

    const authorization = `Bearer ${await http.keyFor('app_second')}`
    expect(await json('/api/alerts/history', { authorization })).toEqual(own)
    const others = await http.get('/api/alerts/history?subject=app_first', { authorization })
    expect(others.status).toBe(403)
  })

  it('counts when it was, also when something was booked since', async () => {
    await report(eventOf('now', { tenant: 'app_dated' }))
    await report(eventOf('then', { tenant: 'app_dated', at: '2026-11-25T08:30:00+02:00' }))
    expect((await json('/api/series?subject=app_dated&from=2026-11-20T00:00:00Z')).points).toEqual([
      { starts_at: '2026-11-25T00:00:00.000Z', cost_usd: 0.3 },
      { starts_at: '2026-11-26T00:00:00.000Z', cost_usd: 0.3 },
    ])
  })

  it.each([
    ['a future', { at: '2026-11-27T00:00:00Z' }],
    ['no tenant', { tenant: 'bot' }],
    ['another type', { type: 'track_time' }],
    ['another currency', { data: { ...cost, currency: 'EUR' } }],
    ['a negative cost', { data: { ...cost, total_cost: -1 } }],
    ['a text for a number', { data: { ...cost, api_calls: '4' } }],
    ['a missing field', { data: { ...cost, total_tokens: undefined } }],
    ['a field too many', { data: { ...cost, more: 1 } }],
  ])('is not taken with %s', async (_, fields) => {
    const answer = await report(eventOf('wrong', fields))
    expect(answer.status).toBe(400)
    const problem = (await answer.json()) as { readonly detail: string }
    expect(problem).toMatchObject({ status: 400, code: expect.any(String) })
    expect(problem.detail).not.toMatch(/^:|Invalid input$/)
  })

  it('is not JSON at all, or not said to be: problem details all the same', async () => {
    const broken = await http.post('/api/events', '{"id":', asOperator)
    expect([broken.status, broken.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
    const text = await http.post('/api/events', '{}', { ...asOperator, 'content-type': 'text/plain' })
    expect([text.status, text.headers.get('content-type')]).toEqual([415, 'application/problem+json'])
    const long = await http.post('/api/events', { ...eventOf('long'), x: 'x'.repeat(2_000_000) }, asOperator)
    expect(long.status).toBe(413)
  })
})

describe('who may see and do what', () => {
  it('needs credentials', async () => {
    for (const path of [
      '/api/session/cost',
      '/api/budgets',
      '/api/workflows',
      '/api/events',
      '/api/exports/entries',
    ])
      expect((await http.get(path)).status).toBe(401)
  })

  it('a key sees its own tenant, and sets nothing', async () => {
    const authorization = `Bearer ${await http.keyFor('app_mine')}`
    await report(eventOf('mine-1', { tenant: 'app_mine' }), { authorization })
    await report(eventOf('yours-1', { tenant: 'app_yours' }))
    const status = async (path: string) => (await http.get(path, { authorization })).status
    expect((await report(eventOf('x', { tenant: 'app_yours' }), { authorization })).status).toBe(403)
    expect(await status('/api/summary?tenant=app_yours')).toBe(403)
    expect(await status('/api/budgets/app_yours')).toBe(403)
    expect(await status('/api/series?subject=bot')).toBe(403)
    expect(await status('/api/forecast?subject=bot')).toBe(403)
    expect(await json('/api/session/cost', { authorization })).toEqual({
      total_cost: 0.3,
      total_cost_dollars: '$0.30',
      agent_costs: { analysis: 0.2, other: 0.1 },
    })
    expect(await json('/api/budgets', { authorization })).toMatchObject([{ subject: 'app_mine' }])
    const lines = await (await http.get('/api/exports/entries?format=jsonl', { authorization })).text()
    expect(
      lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).tenant),
    ).toEqual(['app_mine', 'app_mine'])
    for (const format of ['csv', 'json', 'markdown']) {
      const exported = await (
        await http.get(`/api/exports/entries?format=${format}`, { authorization })
      ).text()
      expect(exported).toContain('app_mine')
      expect(exported).not.toContain('app_yours')
    }
    const set = await fetch(`${http.url}/api/budgets/app_mine/day`, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{"limit_usd": 1000}',
    })
    expect(set.status).toBe(403)
  })
})

describe('budgets', () => {
  const budgetsIn = (answer: unknown) => (answer as { budgets: { period: string }[] }).budgets

  const change = (method: string, path: string, body?: object) =>
    fetch(`${http.url}${path}`, {
      method,
      headers: { ...asOperator, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })

  it('are set, seen and taken away', async () => {
    const set = await change('PUT', '/api/budgets/app_b/day', { limit_usd: '2.50', mode: 'soft' })
    const day = (budgets: { period: string }[]) => budgets.find(({ period }) => period === 'day')
    expect(day(budgetsIn(await set.json()))).toMatchObject({ limit_usd: 2.5, mode: 'soft', origin: 'own' })
    expect(day((await json('/api/budgets/app_b')).budgets)).toMatchObject({ limit_usd: 2.5 })
    const unset = await change('DELETE', '/api/budgets/app_b/day')
    expect(day(budgetsIn(await unset.json()))).toMatchObject({ limit_usd: 20 })
    const { ledger } = http.autointel
    expect(await ledger.budgetHistory(bookedSubject('app_b'), 5)).toMatchObject([
      { by: 'api' },
      { by: 'api' },
    ])
  })

  it.each([
    ['/api/budgets/app_b/week', { limit_usd: 1 }],
    ['/api/budgets/app_b/day', { limit_usd: -1 }],
    ['/api/budgets/app_b/day', { limit_usd: 'much' }],
    ['/api/budgets/app_b/day', {}],
    ['/api/budgets/a%20b/day', { limit_usd: 1 }],
  ])('are not set by %s %o', async (path, body) => {
    expect((await change('PUT', path, body)).status).toBe(400)
  })
})

describe('figures as on the command line', () => {
  it('of a forecast and of anomalies', async () => {
    expect(await json('/api/forecast?subject=app_new')).toMatchObject({
      subject: 'app_new',
      kind: 'too_little_data',
    })
    expect(await json('/api/anomalies?from=2026-11-01&to=2026-11-26')).toEqual(expect.any(Array))
    for (const query of ['from=2026-11-02&to=2026-11-01', 'from=yesterday', 'from=2020-01-01'])
      expect((await http.get(`/api/anomalies?${query}`, asOperator)).status).toBe(400)
  })
})

it('has no run of a name that is too long to be one', async () => {
  const answer = await http.get(`/api/workflows/${'9'.repeat(400)}`, asOperator)
  expect(answer.status).toBe(404)
})

it('describes every route of the API in one document', async () => {
  const document = await json('/openapi.json')
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining([
      '/api/session/cost',
      '/api/agents/session/cost',
      '/api/events',
      '/api/workflows/{id}/statistics',
      '/healthz',
      '/v1/chat/completions',
      '/v1/messages',
    ]),
  )
  // The flags of an expression are no part of a pattern.
  expect(JSON.stringify(document)).not.toMatch(/"pattern":"[^"]*[^\\"]\/[a-z]+"/)
  const { schema } = document.paths['/api/session/cost'].get.responses['200'].content['application/json']
  expect(schema.properties.total_cost).toEqual({ type: 'number' })
})

describe('a run', () => {
  it('is started, followed live, and has a brief, a cost and statistics', async () => {
    const article = createServer((_request, response) => {
      const sentence = 'The harbour of Hollowmere froze over in January, and forty ships lay in the ice. '
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end(
        `<html><head><title>Ice</title></head><body><article><h1>Ice</h1><p>${sentence.repeat(20)}</p></article></body></html>`,
      )
    })
    await new Promise<void>((resolve) => article.listen(0, '127.0.0.1', resolve))
    const { port } = article.address() as AddressInfo
    onTestFinished(() => void article.close())
    const http = await startLocalHttp({ settings: { SOURCE_ALLOW_HOSTS: `127.0.0.1:${port}` } })

    const started = await http.post('/api/workflows', {
      sources: `http://127.0.0.1:${port}/ice`,
      depth: 'quick',
    })
    expect(started.status).toBe(202)
    const { workflow } = (await started.json()) as { workflow: string }
    const course = await readEvents(http, `/api/workflows/${workflow}/events`)
    const ended = await course.first('workflow.ended')
    course.leave()
    const again = await readEvents(http, '/api/events', { 'last-event-id': course.seen[0]?.id ?? '' })
    expect(await again.first('workflow.ended')).toEqual(ended)
    again.leave()

    const run = await (await http.get(`/api/workflows/${workflow}`)).json()
    expect(run).toMatchObject({
      state: 'completed',
      result: { brief: { summary: expect.stringContaining('harbour') } },
    })
    expect(await (await http.get(`/api/workflows/${workflow}/cost`)).json()).toMatchObject({ total_cost: 0 })
    expect(await (await http.get(`/api/workflows/${workflow}/statistics`)).json()).toEqual({
      total_cost: 0,
      total_prompt_tokens: 0,
      total_completion_tokens: 0,
      total_tokens: 0,
      turn_count: 0,
      average_cost_per_turn: 0,
    })
    expect((await http.post(`/api/workflows/${workflow}/continue`, {})).status).toBe(409)
    expect((await http.post(`/api/workflows/${workflow}/cancel`, {})).status).toBe(202)
    expect((await http.get('/api/workflows/wf_none')).status).toBe(404)
    const recalled = await http.post('/api/recall', { question: 'When did the harbour freeze?' })
    expect(await recalled.json()).toMatchObject({ found: false })
  })

  it.each([['/etc/passwd'], ['-'], ['http://127.0.0.1:1/'], ['file:///etc/passwd']])(
    'of %s is not begun, or reads nothing',
    async (source) => {
      const response = await http.post('/api/workflows', { sources: source }, asOperator)
      expect([202, 400]).toContain(response.status)
      if (response.status === 400) return
      const { workflow } = (await response.json()) as { workflow: string }
      await http.autointel.orchestrator.find(workflow)?.result
      expect(await json(`/api/workflows/${workflow}`)).toMatchObject({ state: 'failed' })
    },
  )
})
