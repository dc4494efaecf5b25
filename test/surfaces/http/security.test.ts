import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/app/config.ts'
import { ConfigError } from '../../../src/app/settings/config-error.ts'
import { type LocalHttp, openLocalHttp, startLocalHttp } from '../../support/http/local-http.ts'

const token = 'a-long-random-token-of-the-operator'

let http: LocalHttp
beforeAll(async () => {
  http = await openLocalHttp()
})
afterAll(() => http.close())

/** With headers that `fetch` does not let a caller set. */
function raw(path: string, headers: Readonly<Record<string, string>>, method = 'GET'): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const sent = request(`${http.url}${path}`, { method, headers }, (response) => {
    response.resume()
    resolve(response.statusCode ?? 0)
  })
  sent.on('error', reject).end()
  return promise
}

describe('a start that others than this machine could reach', () => {
  it.each([
    { HTTP_HOST: '0.0.0.0' },
    { HTTP_HOST: '192.168.1.7' },
    { HTTP_HOST: '::' },
    { HTTP_PUBLIC_URL: 'https://autointel.example' },
  ])('is refused without a token: %o', (settings) => {
    expect(() => readConfig(settings)).toThrow(ConfigError)
    expect(() => readConfig(settings)).toThrow(/HTTP_TOKEN is not set/)
    expect(readConfig({ ...settings, HTTP_TOKEN: token }).http.token).toBe(token)
    expect(readConfig({ ...settings, HTTP_PORT: '0' }).http.port).toBeUndefined()
  })

  it.each(['127.0.0.1', 'localhost', '::1', '[::1]'])('needs none at %s', (host) => {
    expect(readConfig({ HTTP_HOST: host }).http).toMatchObject({ port: 3000, token: undefined })
  })
})

describe('a host that a page of somebody else has lead here', () => {
  it.each([
    ['attacker.example', 421],
    ['127.0.0.1.attacker.example', 421],
    ['localhost@attacker.example', 400],
    ['localhost:3000', 404],
    ['127.0.0.1', 404],
    ['[::1]:3000', 404],
  ])('%s is answered %i', async (host, status) => {
    expect(await raw('/nothing', { host })).toBe(status)
  })
})

describe('a page of another site', () => {
  it.each([
    [{ origin: 'https://attacker.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ origin: 'http://localhost:3000' }, 404],
    [{ 'sec-fetch-site': 'same-origin' }, 404],
    [{}, 404],
  ])('%o changes nothing: %i', async (headers, status) => {
    const sent = { host: 'localhost:3000', ...headers } as Record<string, string>
    expect(await raw('/nothing', sent, 'POST')).toBe(status)
  })
})

describe('a caller of the gateway', () => {
  const ask = { model: 'openai:gpt-5-mini', messages: [] }

  it('has to have a key that is in force', async () => {
    const http = await startLocalHttp({ settings: { HTTP_TOKEN: token } })
    const key = await http.keyFor('app_shop')
    const status = async (headers: Record<string, string>) =>
      (await http.post('/v1/chat/completions', ask, headers)).status
    expect(await status({})).toBe(401)
    expect(await status({ authorization: `Bearer ${token}` })).toBe(401)
    expect(await status({ authorization: `Bearer ${key.slice(0, -1)}x` })).toBe(401)
    expect(await status({ authorization: `Bearer ${key}` })).toBe(404)
    expect(await status({ 'x-api-key': key })).toBe(404)
    const [stored] = await http.autointel.clientKeys.list()
    await http.autointel.clientKeys.revoke(stored?.id ?? '', 1)
    expect(await status({ authorization: `Bearer ${key}` })).toBe(401)
  })

  it('is not listened to for a while after many that are not', async () => {
    let nowMs = Date.UTC(2026, 10, 26)
    const http = await startLocalHttp({ settings: { HTTP_TOKEN: token }, now: () => nowMs })
    const key = await http.keyFor('app_shop')
    const loggedIn = await http.post('/api/session', { token })
    const [cookie = ''] = (loggedIn.headers.get('set-cookie') ?? '').split(';')
    const attempt = (bearer: string) =>
      http.post('/v1/chat/completions', ask, { authorization: `Bearer ${bearer}` })
    for (let count = 0; count < 30; count += 1) expect((await attempt('guess')).status).toBe(401)
    const blocked = await attempt(key)
    expect([blocked.status, blocked.headers.get('retry-after')]).toEqual([429, '60'])
    expect((await http.get('/api/session', { cookie })).status).toBe(200)
    nowMs += 60_000
    expect((await attempt(key)).status).toBe(404)
  })
})

describe('a request that nobody can answer', () => {
  it.each([
    ['{', 400, 'malformed'],
    ['[]', 400, 'malformed'],
    ['"text"', 400, 'malformed'],
    ['{}', 400, 'model_missing'],
    ['{"model": 7}', 400, 'model_missing'],
    ['{"model": "openai:gpt-5", "max_tokens": "many"}', 404, 'provider_not_set'],
  ])('%s gets %i and a code', async (body, status, code) => {
    const authorization = `Bearer ${await http.keyFor('app_shop')}`
    const response = await http.post('/v1/chat/completions', body, { authorization })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { code } })
  })

  it('is refused before it is read when it is too large', async () => {
    const authorization = `Bearer ${await http.keyFor('app_shop')}`
    const headers = { authorization, 'content-length': String(100 * 1024 * 1024) }
    expect(await raw('/v1/chat/completions', headers, 'POST')).toBe(413)
  })
})

it('answers what comes while it shuts down with 503, and ends', async () => {
  const http = await startLocalHttp()
  expect((await http.get('/healthz')).status).toBe(200)
  expect((await http.get('/readyz')).status).toBe(200)
  const nothing = await http.get('/nothing')
  expect(nothing.headers.get('content-type')).toBe('application/problem+json')
  expect(await nothing.json()).toMatchObject({ status: 404, code: 'not_found' })
  await http.server.stop(0)
  await expect(http.get('/healthz')).rejects.toThrow()
})

describe('somebody who logs in with a browser', () => {
  const logIn = (http: LocalHttp, given: string) => http.post('/api/session', { token: given })
  const cookieOf = (response: Response) => response.headers.get('set-cookie') ?? ''

  it('has a cookie that no script and no other site sees, until it ends', async () => {
    let nowMs = Date.UTC(2026, 10, 26)
    const http = await startLocalHttp({ settings: { HTTP_TOKEN: token }, now: () => nowMs })
    expect((await logIn(http, 'guess')).status).toBe(401)
    const response = await logIn(http, token)
    expect(cookieOf(response)).toMatch(
      /^autointel_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    expect(cookieOf(response)).not.toContain(token)
    const [cookie = ''] = cookieOf(response).split(';')
    const status = async (headers: Record<string, string>) =>
      (await http.get('/api/session/cost', headers)).status
    expect(await status({ cookie })).toBe(200)
    expect(await status({ cookie: 'autointel_session=guess' })).toBe(401)
    expect(await status({ cookie, authorization: 'Bearer guess' })).toBe(401)
    nowMs += 12 * 3_600_000
    expect(await status({ cookie })).toBe(401)
  })

  it('is logged out, and a client whose key is taken back is too', async () => {
    const http = await startLocalHttp({ settings: { HTTP_TOKEN: token } })
    const [ofOperator = ''] = cookieOf(await logIn(http, token)).split(';')
    const [ofClient = ''] = cookieOf(await logIn(http, await http.keyFor('app_shop'))).split(';')
    const session = async (cookie: string) => (await http.get('/api/session', { cookie })).json()
    expect(await session(ofOperator)).toEqual({ role: 'operator', tenant: null })
    expect(await session(ofClient)).toEqual({ role: 'client', tenant: 'app_shop' })
    const [stored] = await http.autointel.clientKeys.list()
    await http.autointel.clientKeys.revoke(stored?.id ?? '', 1)
    expect(await session(ofClient)).toMatchObject({ status: 401 })
    await fetch(`${http.url}/api/session`, { method: 'DELETE', headers: { cookie: ofOperator } })
    expect(await session(ofOperator)).toMatchObject({ status: 401 })
  })

  it('changes nothing for a page of another site', async () => {
    const http = await startLocalHttp({ settings: { HTTP_TOKEN: token } })
    const [cookie = ''] = cookieOf(await logIn(http, token)).split(';')
    const event = await http.post('/api/events', {}, { cookie, origin: 'https://attacker.example' })
    expect([event.status, await event.json()]).toMatchObject([403, { code: 'other_origin' }])
  })
})
