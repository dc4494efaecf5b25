const messages = [{ role: 'user', content: 'Deep?' }]
/** A call of each form that the gateway forwards. */
export const calls = {
  '/v1/chat/completions': { model: 'openai:gpt-5-mini', messages },
  '/v1/responses': { model: 'gpt-5-mini', input: 'Deep?' },
  '/v1/embeddings': { model: 'text-embedding-3-small', input: 'Deep?', encoding_format: 'float' },
  '/v1/messages': { model: 'claude-sonnet-4-6', max_tokens: 100, messages },
}
const event = {
  id: 'e1',
  type: 'track_cost',
  tenant: 'app_shop',
  data: {
    total_cost: 0.3,
    currency: 'USD',
    api_calls: 4,
    free_requests: 1,
    node_costs: { analysis: 0.3 },
    prompt_tokens: 1_000,
    completion_tokens: 500,
    total_tokens: 1_500,
  },
}
const bill = { provider: 'openai', from: '2026-11-26', to: '2026-11-26' }
const csv = 'date,model,cost\n2026-11-26,track_cost,1.00\n'

export interface Asked {
  readonly status: number
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What the operator is answered who asks for what there is, or for what is of no form. */
export function rowsOfOperator(workflow: string, token: string): readonly Asked[] {
  const rows: readonly (readonly [number, string, string, unknown?])[] = [
    [200, 'POST', '/api/session', { token: token }],
    [204, 'DELETE', '/api/session'],
    [201, 'POST', '/api/events', event],
    [200, 'POST', '/api/events', event],
    [409, 'POST', '/api/events', { ...event, at: '2026-11-25T00:00:00Z' }],
    [200, 'PUT', '/api/budgets/app_shop/day', { limit_usd: 0.2 }],
    [200, 'DELETE', '/api/budgets/app_shop/day'],
    [400, 'DELETE', '/api/budgets/app_shop/week'],
    [200, 'POST', '/api/reconcile', { ...bill, csv }],
    [502, 'POST', '/api/reconcile', bill],
    [200, 'POST', '/api/recall', { question: 'Which harbour was closed?' }],
    [202, 'POST', `/api/workflows/${workflow}/cancel`],
    [404, 'POST', '/api/workflows/wf_none/cancel'],
    [409, 'POST', `/api/workflows/${workflow}/continue`, {}],
    [404, 'POST', '/api/workflows/wf_none/continue', {}],
    ...['', '/cost', '/statistics', '/entries', '/events'].map(
      (part) => [404, 'GET', `/api/workflows/wf_none${part}`] as const,
    ),
    ...[
      '/api/session/cost?tenant=a%20b',
      '/api/agents/session/cost?tenant=a%20b',
      '/api/summary?days=0',
      '/api/series?period=week',
      '/api/forecast?subject=a%20b',
      '/api/report?kind=yearly',
      '/api/anomalies?from=yesterday',
      '/api/budgets/a%20b',
      '/api/alerts/history?limit=0',
      '/api/workflows?limit=0',
      '/api/prices?model=nobody',
      `/api/names?subjects=${'bot,'.repeat(51)}`,
      '/api/exports/report?format=pdf',
      '/api/exports/entries?format=pdf',
    ].map((path) => [400, 'GET', path] as const),
  ]
  return rows.map(([status, method, path, body]) => ({
    status,
    method,
    path,
    body,
    headers: { authorization: `Bearer ${token}` },
  }))
}

/** What the client of another tenant is answered. */
export const rowsOfOthers: readonly (readonly [path: string, method?: string, body?: unknown])[] = [
  ['/api/session/cost?tenant=app_shop'],
  ['/api/agents/session/cost?tenant=app_shop'],
  ['/api/summary?tenant=app_shop'],
  ['/api/series?subject=app_shop'],
  ['/api/forecast?subject=app_shop'],
  ['/api/report?tenant=app_shop'],
  ['/api/anomalies'],
  ['/api/budgets/app_shop'],
  ['/api/alerts/history?subject=app_shop'],
  ['/api/workflows?tenant=web'],
  ['/api/exports/report?tenant=app_shop'],
  ['/api/exports/entries?tenant=app_shop'],
  ['/metrics'],
  ['/api/budgets/app_other/day', 'PUT', { limit_usd: 1 }],
  ['/api/reconcile', 'POST', { ...bill, csv }],
  ['/api/recall', 'POST', { question: 'Which?', tenant: 'app_shop' }],
  ['/api/workflows', 'POST', { sources: 'https://a.example', tenant: 'web' }],
  ['/api/events', 'POST', { ...event, id: 'e2' }],
]
