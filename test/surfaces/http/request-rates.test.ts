import { describe, expect, it } from 'vitest'
import { RequestRates } from '../../../src/surfaces/http/security/request-rates.ts'
import { startLocalHttp } from '../../support/http/local-http.ts'

const token = 'a-long-random-token-of-the-operator'
const noonMs = Date.UTC(2026, 10, 26, 12)
const spent = {
  type: 'track_cost',
  tenant: 'app_shop',
  data: {
    total_cost: 0.3,
    currency: 'USD',
    api_calls: 1,
    free_requests: 0,
    node_costs: { analysis: 0.3 },
    prompt_tokens: 900,
    completion_tokens: 100,
    total_tokens: 1_000,
  },
}

describe('how often somebody may ask', () => {
  it('is a minute’s worth at once, and then as many a minute', () => {
    let nowMs = noonMs
    const rates = new RequestRates(120, () => nowMs)
    const admitted = (attempts: number) =>
      Array.from({ length: attempts }, () => rates.tooManyForSeconds('key_a')).filter(
        (seconds) => seconds === undefined,
      ).length

    expect(admitted(200)).toBe(120)
    expect(rates.tooManyForSeconds('key_a')).toBe(1)
    nowMs += 499
    expect(admitted(1)).toBe(0)
    nowMs += 1
    expect(admitted(2)).toBe(1)
    nowMs += 30_000
    expect(admitted(200)).toBe(60)
    nowMs += 3_600_000
    expect(admitted(200)).toBe(120)
  })

  it('tells how long to wait, in whole seconds', () => {
    const rates = new RequestRates(4, () => noonMs)
    for (let count = 0; count < 4; count += 1) expect(rates.tooManyForSeconds('key_a')).toBeUndefined()
    expect(rates.tooManyForSeconds('key_a')).toBe(15)
    expect(rates.tooManyForSeconds('key_b')).toBeUndefined()
  })

  it('is not limited by 0', () => {
    const rates = new RequestRates(0, () => noonMs)
    for (let count = 0; count < 1_000; count += 1) expect(rates.tooManyForSeconds('key_a')).toBeUndefined()
  })
})

it('is limited for each key by itself, in the API and in the gateway, and not for the operator', async () => {
  let nowMs = noonMs
  const http = await startLocalHttp({
    settings: { HTTP_TOKEN: token, HTTP_REQUESTS_PER_MINUTE: '3', GATEWAY_CALLS_PER_MINUTE: '2' },
    now: () => nowMs,
  })
  const [first, second] = await Promise.all([http.keyFor('app_shop'), http.keyFor('app_shop')])
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
  const read = async (secret: string) => (await http.get('/api/session/cost', bearer(secret))).status
  const call = (secret: string, path = '/v1/chat/completions') => http.post(path, {}, bearer(secret))

  for (let count = 0; count < 3; count += 1) expect(await read(first)).toBe(200)
  const refused = await http.get('/api/session/cost', bearer(first))
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '20'])
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect(await refused.json()).toMatchObject({ code: 'too_many_requests' })
  expect(await read(second)).toBe(200)
  for (let count = 0; count < 9; count += 1) expect(await read(token)).toBe(200)

  for (let count = 0; count < 2; count += 1) expect((await call(first)).status).toBe(400)
  const tooMany = await call(first)
  expect([tooMany.status, tooMany.headers.get('retry-after')]).toEqual([429, '30'])
  expect(await tooMany.json()).toMatchObject({
    error: { type: 'rate_limit_error', code: 'too_many_requests' },
  })
  expect(await (await call(first, '/v1/messages')).json()).toMatchObject({
    type: 'error',
    error: { type: 'rate_limit_error' },
  })
  nowMs += 30_000
  expect((await call(first)).status).toBe(400)
  expect(await read(first)).toBe(200)
})

it('is not limited for what was spent elsewhere', async () => {
  const settings = { HTTP_TOKEN: token, HTTP_REQUESTS_PER_MINUTE: '1' }
  const http = await startLocalHttp({ settings, now: () => noonMs })
  const authorization = `Bearer ${await http.keyFor('app_shop')}`
  const report = (id: string) => http.post('/api/events', { ...spent, id }, { authorization })
  const answers = [await report('1'), await report('2'), await report('3')]
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
})

it('is limited for a browser that has logged in as for the key that it showed', async () => {
  const settings = { HTTP_TOKEN: token, HTTP_REQUESTS_PER_MINUTE: '2' }
  const http = await startLocalHttp({ settings, now: () => noonMs })
  const logIn = async (secret: string) => {
    const answer = await http.post('/api/session', { token: secret })
    return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
  }
  const [ofClient, ofOperator] = [await logIn(await http.keyFor('app_shop')), await logIn(token)]
  const seen = async (headers: { cookie: string }) =>
    Promise.all(['/', '/costs', '/api/budgets', '/prices'].map((path) => http.get(path, headers)))
  expect((await seen(ofOperator)).map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect((await seen(ofClient)).map(({ status }) => status).toSorted()).toEqual([200, 200, 429, 429])
})
