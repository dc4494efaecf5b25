import { readFile } from 'node:fs/promises'
import { expect, it, onTestFinished } from 'vitest'
import { startLocalHttp } from '../../support/http/local-http.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'

const token = 'a-long-random-token-of-the-operator'

it('tells what was spent, refused and asked, under labels of few values', async () => {
  const provider = await startOpenAiServer()
  onTestFinished(() => provider.close())
  const http = await startLocalHttp({
    settings: { HTTP_TOKEN: token, OPENAI_API_KEY: 'sk-operator', OPENAI_BASE_URL: provider.url },
  })
  const authorization = `Bearer ${token}`
  const data = {
    total_cost: 0.3,
    currency: 'USD',
    api_calls: 4,
    free_requests: 0,
    node_costs: { analysis: 0.3 },
    prompt_tokens: 1,
    completion_tokens: 1,
    total_tokens: 2,
  }
  for (let count = 0; count < 40; count += 1) {
    const event = { id: `e${count}`, type: 'track_cost', tenant: `app_${count}`, data }
    expect((await http.post('/api/events', event, { authorization })).status).toBe(201)
  }
  const key = await http.keyFor('app_0')
  await http.limit('app_0', 'day', '0.01')
  const ask = { model: 'openai:gpt-5-mini', messages: [{ role: 'user', content: 'Deep?' }] }
  expect((await http.post('/v1/chat/completions', ask, { authorization: `Bearer ${key}` })).status).toBe(402)
  await http.limit('app_0', 'day', '5')
  const booked = new Promise<void>((resolve) => http.autointel.observe({ booked: () => resolve() }))
  expect((await http.post('/v1/chat/completions', ask, { authorization: `Bearer ${key}` })).status).toBe(200)
  await booked
  await http.get('/api/workflows/wf_some/cost', { authorization })
  await http.get('/unknown/wf_some', { authorization })

  expect((await http.get('/metrics')).status).toBe(401)
  expect((await http.get('/metrics', { authorization: `Bearer ${key}` })).status).toBe(403)
  const text = await (await http.get('/metrics', { authorization })).text()
  expect(text).toContain('autointel_cost_by_task{task="analysis"} 12')
  expect(text).toContain('autointel_operations_count{operation="generate",provider="external"} 160')
  expect(text).toContain('autointel_budget_exceeded_total{kind="tenant",period="day"} 1')
  expect(text).toContain('autointel_cost_usd_count{depth="none",tenant="other"} 20')
  expect(new Set(text.match(/tenant="[^"]+"/g)).size).toBe(21)
  expect(text).toMatch(
    /duration_seconds_count\{route="\/api\/workflows\/:id\/cost",method="GET",status="4xx"\} 1/,
  )
  expect(text).toMatch(/duration_seconds_count\{route="none",method="GET",status="4xx"\} 1/)
  expect(text).toContain('autointel_holds_pending 0')
  expect(text).toContain('autointel_outbox_waiting 1')
  expect(text).toContain('autointel_outbox_undelivered 0')
  expect(text).toMatch(/^autointel_outbox_oldest_age_seconds \d/m)
  expect(text).toContain('autointel_call_duration_seconds_count{operation="generate",provider="openai"} 1')
  expect(text).not.toContain('wf_some')
})

it('has every figure that the dashboard and the rules for alerts ask for', async () => {
  const http = await startLocalHttp()
  const described = [...(await (await http.get('/metrics')).text()).matchAll(/^# TYPE (\w+) (\w+)$/gm)]
  const names = new Set(
    described.flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  )
  for (const file of ['dashboard.json', 'alerts.yml']) {
    const text = await readFile(new URL(`../../../docs/grafana/${file}`, import.meta.url), 'utf8')
    const asked = text.match(/\bautointel_\w+/g) ?? []
    expect(asked.length).toBeGreaterThan(3)
    expect(asked.filter((name) => !names.has(name))).toEqual([])
  }
})
