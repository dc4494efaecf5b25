import { describe, expect, it } from 'vitest'
import { startLocalHttp } from '../../support/http/local-http.ts'
import { connectRaw, requestHead } from '../../support/http/raw-connection.ts'

const token = 'a-long-random-token-of-the-operator'
const patience = { headersMs: 400, requestMs: 500, lookEveryMs: 20 }

describe('a client that takes its time', () => {
  const asOperator = { authorization: `Bearer ${token}` }

  it.each([
    ['over the head of a request', () => 'GET /api/session HTTP/1.1\r\nhost: localhost\r\nx-a: b'],
    [
      'over a body of the API',
      () => `${requestHead('POST /api/events', { ...asOperator, 'content-length': 1_000 })}{"id":`,
    ],
    [
      'over a body of the gateway',
      (key: string) =>
        `${requestHead('POST /v1/chat/completions', { authorization: `Bearer ${key}`, 'transfer-encoding': 'chunked' })}5\r\n{"mod\r\n`,
    ],
    ['over a body of the page', () => `${requestHead('POST /log-in', { 'content-length': 1_000 })}token=`],
  ])('%s is cut off, and nobody else waits', async (_, sent) => {
    const http = await startLocalHttp({ settings: { HTTP_TOKEN: token }, patience })
    const beginning = sent(await http.keyFor('app_shop'))
    const slow = await connectRaw(http)
    slow.write(beginning)
    expect((await http.get('/healthz')).status).toBe(200)
    expect(await slow.closed).toMatch(/^HTTP\/1\.1 408 /)
    expect(http.lines.filter((line) => /"level":[4-6]0/.test(line))).toEqual([])
    expect(await http.autointel.ledger.holdsPending()).toEqual([])
  })
})

describe('a client that sends a hundred megabytes', () => {
  const megabyte = new Uint8Array(1024 * 1024).fill(0x78)
  const megabytes = async function* () {
    for (let count = 0; count < 100; count += 1) yield megabyte
  }
  const whole = () => new Blob(Array.from({ length: 100 }, () => megabyte))

  it.each([
    ['/v1/chat/completions', 'at once'],
    ['/v1/chat/completions', 'bit by bit'],
    ['/api/events', 'at once'],
    ['/api/events', 'bit by bit'],
    ['/api/session', 'bit by bit'],
    ['/log-in', 'bit by bit'],
  ])('to %s %s is told that it is too much', async (path, how) => {
    const http = await startLocalHttp({ settings: { HTTP_TOKEN: token } })
    const secret = path.startsWith('/v1') ? await http.keyFor('app_shop') : token
    const body = how === 'at once' ? whole() : ReadableStream.from(megabytes())
    const response = await fetch(`${http.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body,
      ...(how !== 'at once' && { duplex: 'half' }),
    } as RequestInit)
    expect(response.status).toBe(413)
    expect(await response.text()).toContain('request_too_large')
  })

  it('and is nobody is told that', async () => {
    const http = await startLocalHttp({ settings: { HTTP_TOKEN: token } })
    expect((await fetch(`${http.url}/api/events`, { method: 'POST', body: whole() })).status).toBe(401)
    expect((await fetch(`${http.url}/nothing`, { method: 'POST', body: whole() })).status).toBe(404)
  })
})
