import { request } from 'node:http'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { type Asked, calls, rowsOfOperator, rowsOfOthers } from '../../support/http/asked-rows.ts'
import type { Operation } from '../../support/http/described-api.ts'
import { type LocalHttp, startLocalHttp } from '../../support/http/local-http.ts'
import { startAnthropicServer } from '../../support/providers/anthropic-server.ts'
import * as faults from '../../support/providers/faults.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import { serveArticle } from '../discord/article.ts'

/** Nothing of these may be answered or logged. */
const secrets = {
  HTTP_TOKEN: 'planted-token-of-the-operator',
  OPENAI_API_KEY: 'sk-planted-of-openai',
  OPENAI_ADMIN_KEY: 'sk-planted-of-the-bill',
  ANTHROPIC_API_KEY: 'sk-planted-of-anthropic',
  DISCORD_TOKEN: 'planted.token.of-the-bot',
  DISCORD_CLIENT_SECRET: 'planted-client-secret',
}
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
/** A model of the settings. */
const offered = 'openai:text-embedding-3-small'
const asOperator = bearer(secrets.HTTP_TOKEN)
async function startPlace() {
  const [openAi, anthropic, article] = await Promise.all([
    startOpenAiServer(),
    startAnthropicServer(),
    serveArticle(),
  ])
  onTestFinished(() => openAi.close())
  onTestFinished(() => anthropic.close())
  const clock = { nowMs: Date.UTC(2026, 10, 26, 12) }
  const http = await startLocalHttp({
    settings: {
      ...secrets,
      OPENAI_BASE_URL: openAi.url,
      ANTHROPIC_BASE_URL: anthropic.url,
      COMPATIBLE_BASE_URL: anthropic.url,
      SOURCE_ALLOW_HOSTS: article.host,
      EMBEDDING_MODEL: offered,
      // Every client of this test asks once, and the gateway twice at most.
      HTTP_REQUESTS_PER_MINUTE: '1',
      GATEWAY_CALLS_PER_MINUTE: '2',
    },
    now: () => clock.nowMs,
  })
  const workflow = await runOf(http, article.url)
  return { http, openAi, anthropic, clock, workflow }
}

/** A run that has ended. */
async function runOf(http: LocalHttp, source: string): Promise<string> {
  const started = await http.post('/api/workflows', { sources: source, depth: 'quick' }, asOperator)
  const { workflow } = (await started.json()) as { workflow: string }
  await http.autointel.orchestrator.find(workflow)?.result
  return workflow
}

async function expectAnswers(http: LocalHttp, rows: readonly Asked[]): Promise<void> {
  for (const { status, method, path, body, headers } of rows) {
    const response = await http.send(method, path, body, headers)
    await response.body?.cancel()
    expect([method, path, response.status]).toEqual([method, path, status])
  }
}

/** With headers that `fetch` does not let a caller set, and without a body. */
function raw(
  { url, api }: LocalHttp,
  { method, path }: Asked,
  headers: Record<string, string>,
): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const sent = request(`${url}${path}`, { method, headers, agent: false }, async (incoming) => {
    const body = Buffer.concat(await Array.fromAsync(incoming))
    const named = { 'content-type': incoming.headers['content-type'] ?? '' }
    resolve(api.check(method, path, new Response(body, { status: incoming.statusCode ?? 0, headers: named })))
  })
  sent.on('error', reject).end()
  return promise
}

it('answers as it describes, at every path with every status, and tells and logs no secret', async () => {
  const { http, openAi, anthropic, clock, workflow } = await startPlace()
  const { api } = http
  const keys: string[] = []
  const newKey = async (subject: string) => {
    keys.push(await http.keyFor(subject))
    return bearer(keys.at(-1) ?? '')
  }
  const isGateway = ({ path }: Pick<Operation, 'path'>) => path.startsWith('/v1/')
  const pathOf = ({ path }: Operation) =>
    path
      .replace('{id}', path.startsWith('/v1/') ? offered : workflow)
      .replace('{subject}', 'app_shop')
      .replace('{period}', 'day')
  /** What everybody is answered with this status, where it is described. */
  const all = async (
    status: number,
    which: (operation: Operation) => boolean,
    rest: (operation: Operation) => Partial<Asked> | Promise<Partial<Asked>>,
  ) => {
    for (const operation of api.operations.filter((one) => status in one.responses && which(one))) {
      const asked = { status, method: operation.method, path: pathOf(operation), ...(await rest(operation)) }
      await expectAnswers(http, [asked])
    }
  }
  const known = async (operation: Operation) => (isGateway(operation) ? await newKey('app_new') : asOperator)

  const failed = await runOf(http, 'http://127.0.0.1:1/')
  await expectAnswers(http, [
    ...rowsOfOperator(workflow, secrets.HTTP_TOKEN),
    { status: 202, method: 'POST', path: `/api/workflows/${failed}/continue`, body: {}, headers: asOperator },
    { status: 404, method: 'GET', path: '/v1/models/unheard-of', headers: asOperator },
  ])
  for (const [path, method = 'GET', body] of rowsOfOthers)
    await expectAnswers(http, [{ status: 403, method, path, body, headers: await newKey('app_other') }])
  await all(
    200,
    ({ method }) => method === 'GET',
    async (one) => ({ headers: await known(one) }),
  )

  await http.limit('app_poor', 'day', '0.000000001')
  const call = (status: number, path: string, body: object, headers: Record<string, string>) =>
    expectAnswers(http, [{ status, method: 'POST', path, body, headers }])
  for (const [path, body] of Object.entries(calls)) {
    const repeated = { ...(await newKey('app_rich')), 'idempotency-key': 'a' }
    await call(200, path, body, repeated)
    await call(409, path, { ...body, user: 'another' }, repeated)
    await call(402, path, body, await newKey('app_poor'))
    await call(404, path, { ...body, model: 'google:gemini-3-pro' }, await newKey('app_rich'))
  }
  await anthropic.close()
  for (const [path, body] of Object.entries(calls)) {
    const model = path === '/v1/messages' ? body.model : 'compatible:gpt-5-mini'
    await call(502, path, { ...body, model }, await newKey('app_rich'))
  }

  const isChange = ({ method }: Operation) => method !== 'GET'
  await all(
    401,
    () => true,
    ({ requestBody }) => (requestBody ? { body: { token: 'guess' } } : {}),
  )
  await all(403, isChange, async (one) => ({
    headers: { ...(await known(one)), origin: 'https://attacker.example' },
  }))
  for (const body of [
    '{',
    '',
    '[]',
    '7',
    'null',
    '"x"',
    '{"model":[],"sources":{},"id":7,"token":9,"max_cost_usd":[]}',
  ])
    await all(
      400,
      ({ requestBody }) => requestBody !== undefined,
      async (one) => ({
        headers: await known(one),
        body,
      }),
    )
  await all(415, isChange, async (one) => ({
    headers: {
      ...(await known(one)),
      ...(isGateway(one) ? { 'content-encoding': 'lzma' } : { 'content-type': 'text/plain' }),
    },
    body: '{}',
  }))
  for (const operation of api.operations) {
    const { method, responses } = operation
    const asked = { status: 421, method, path: pathOf(operation) }
    if (421 in responses) expect((await raw(http, asked, { host: 'attacker.example' })).status).toBe(421)
    const long = { ...(await known(operation)), 'content-length': '104857600' }
    if (413 in responses) expect((await raw(http, asked, long)).status).toBe(413)
  }

  const busy = await newKey('app_busy')
  await http.get('/api/session', busy)
  for (let count = 0; count < 2; count += 1) await http.post('/v1/chat/completions', {}, busy)
  // As often as they like, unless from an address that guesses.
  const isUnlimited = ({ method, path }: Operation) =>
    ['POST /api/session', 'POST /api/events'].includes(`${method} ${path}`)
  await all(
    429,
    (one) => !isUnlimited(one),
    () => ({ headers: busy }),
  )
  for (let count = 0; count < 30; count += 1) await http.get('/api/session', bearer('guess'))
  const guess = { headers: bearer('guess'), body: { token: secrets.HTTP_TOKEN } }
  await all(429, isUnlimited, () => guess)
  clock.nowMs += 60_000

  openAi.respondWith([faults.hang()])
  const underWay = http.post('/v1/chat/completions', calls['/v1/chat/completions'], await newKey('app_new'))
  await openAi.asked(openAi.requests.length + 1)
  const stopped = http.server.stop(60_000)
  await all(
    503,
    () => true,
    () => ({ headers: asOperator }),
  )
  await openAi.close()
  expect((await underWay).status).toBe(502)
  await stopped

  const described = api.operations.flatMap(({ method, path, responses }) =>
    Object.keys(responses).map((status) => `${method} ${path} ${status}`),
  )
  // Those of a failure here or of Discord, of a provider that takes too long, and of no answer of ours.
  const elsewhere = /(?:500|504|default)$|\/(?:api|metrics|v1\/models).* 502$/
  expect(described.filter((name) => !api.seen.has(name) && !elsewhere.test(name))).toEqual([])
  const logged = http.lines.join('')
  for (const secret of [...Object.values(secrets), ...keys]) expect(logged).not.toContain(secret)
})

it('answers so too where the books cannot be read', async () => {
  const http = await startLocalHttp({ settings: { HTTP_TOKEN: secrets.HTTP_TOKEN } })
  const file = new Database(http.autointel.config.databaseFile)
  for (const table of ['entries', 'balances', 'alerts'])
    file.exec(`alter table ${table} rename to ${table}_lost`)
  file.close()
  const rows = ['/api/session/cost', '/api/budgets', '/api/alerts/history', '/metrics']
  await expectAnswers(
    http,
    rows.map((path) => ({ status: 500, method: 'GET', path, headers: asOperator })),
  )
  await expectAnswers(http, [{ status: 503, method: 'GET', path: '/readyz' }])
})
