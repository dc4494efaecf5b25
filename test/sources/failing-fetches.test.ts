import { describe, expect, it } from 'vitest'
import { createSourceReader } from '../../src/sources/acquire-source.ts'
import { located } from '../support/sources/located.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import { inPlace } from '../support/workers/in-place.ts'
import { findClosedPort, type LoopbackServer, serve, serveBody } from './loopback-server.ts'

const text = { 'content-type': 'text/plain; charset=utf-8' }

async function read(server: LoopbackServer, path = '/') {
  const reader = createSourceReader({
    workers: inPlace,
    timers: new HandDrivenTimers(),
    allowHosts: [server.host],
  })
  return reader.read(located(`${server.origin}${path}`)).finally(() => reader.close())
}

describe('an answer that is no document', () => {
  it.each([
    [404, 'page_not_found'],
    [410, 'page_not_found'],
    [401, 'refuses_programs'],
    [402, 'refuses_programs'],
    [403, 'refuses_programs'],
    [451, 'refuses_programs'],
    [999, 'refuses_programs'],
    [429, 'server_trouble'],
    [500, 'server_trouble'],
    [503, 'server_trouble'],
    [304, 'http_status'],
  ])('with status %i is the error %s, and the operator is told the status', async (status, reason) => {
    await using server = await serve((_request, response) => response.writeHead(status, text).end('sorry'))
    await expect(read(server)).rejects.toMatchObject({
      reason,
      message: `${server.origin}/: ${reason}: HTTP ${status}`,
    })
  })

  it.each([
    [503, 'marks as a challenge', { 'cf-mitigated': 'challenge' }, 'wait'],
    [503, 'fills with a challenge', {}, '<title>Just a moment...</title>'],
    [503, 'fills with a question for people', {}, 'Please verify you are a human'],
    [
      405,
      'fills with a question of its firewall',
      {},
      '<script src="https://a.token.awswaf.com/challenge.js">',
    ],
    [429, 'fills with a checkpoint', {}, '<title>Vercel Security Checkpoint</title>'],
  ])('with status %i that a site %s turns programs away', async (status, _title, headers, page) => {
    await using server = await serve((_request, response) =>
      response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(page),
    )
    await expect(read(server)).rejects.toMatchObject({ reason: 'refuses_programs' })
  })

  it('is an error that names the given address when nothing listens there', async () => {
    const port = await findClosedPort()
    const reader = createSourceReader({
      workers: inPlace,
      timers: new HandDrivenTimers(),
      allowHosts: [`127.0.0.1:${port}`],
    })
    await expect(reader.read(located(`http://127.0.0.1:${port}/x`))).rejects.toMatchObject({
      reason: 'unreachable',
      message: `http://127.0.0.1:${port}/x: unreachable: ECONNREFUSED`,
      detail: 'ECONNREFUSED',
    })
    await reader.close()
  })

  it.each([
    ['CERT_HAS_EXPIRED', 'bad_certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'bad_certificate'],
    ['EAI_AGAIN', 'unreachable'],
  ])('is an error when the connection fails with %s', async (code, reason) => {
    const lookup = async () => {
      throw Object.assign(new Error(code), { code })
    }
    const reader = createSourceReader({
      workers: inPlace,
      timers: new HandDrivenTimers(),
      allowHosts: [],
      lookup,
    })
    await expect(reader.read(located('http://nowhere.example/'))).rejects.toMatchObject({ reason })
    await reader.close()
  })

  it('is an error when the name does not resolve', async () => {
    const lookup = async () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    }
    const reader = createSourceReader({
      workers: inPlace,
      timers: new HandDrivenTimers(),
      allowHosts: [],
      lookup,
    })
    await expect(reader.read(located('http://nowhere.example/'))).rejects.toMatchObject({
      reason: 'unknown_host',
    })
    await reader.close()
  })

  it('is an error when the name resolves to nothing', async () => {
    const reader = createSourceReader({
      workers: inPlace,
      timers: new HandDrivenTimers(),
      allowHosts: [],
      lookup: async () => [],
    })
    await expect(reader.read(located('http://nowhere.example/'))).rejects.toMatchObject({
      reason: 'unknown_host',
    })
    await reader.close()
  })

  it('is an error when the server hangs up in the middle of the body', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { ...text, 'content-length': '1000' })
      response.write('half', () => response.destroy())
    })
    await expect(read(server)).rejects.toMatchObject({ reason: 'unreachable' })
  })

  it('is an error when the server does not speak HTTP', async () => {
    await using server = await serve((_request, response) => response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n'))
    await expect(read(server)).rejects.toMatchObject({ reason: 'unreachable' })
  })
})

describe('redirects', () => {
  /** `/5` leads to `/4` and so on to `/0`, which answers. */
  const countdown = () =>
    serve((request, response) => {
      const left = Number(request.url?.slice(1))
      const answer =
        left === 0 ? response.writeHead(200, text) : response.writeHead(302, { location: `/${left - 1}` })
      answer.end('arrived')
    })

  it('are followed five times, and the source says where it was found', async () => {
    await using server = await countdown()
    expect(await read(server, '/5')).toMatchObject({
      text: 'arrived',
      location: `${server.origin}/5`,
      url: `${server.origin}/0`,
    })
  })

  it('are not followed six times', async () => {
    await using server = await countdown()
    await expect(read(server, '/6')).rejects.toMatchObject({
      reason: 'too_many_redirects',
    })
    expect(server.requests).toEqual(['/6', '/5', '/4', '/3', '/2', '/1'])
  })

  it('in a circle are noticed at the first repetition', async () => {
    await using server = await serve((request, response) =>
      response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a' }).end(),
    )
    await expect(read(server, '/a')).rejects.toMatchObject({
      reason: 'too_many_redirects',
    })
    expect(server.requests).toEqual(['/a', '/b'])
  })

  it('without a target are an error', async () => {
    await using server = await serve((_request, response) => response.writeHead(302).end())
    await expect(read(server)).rejects.toMatchObject({ reason: 'http_status' })
  })
})

describe('the caller', () => {
  it('ends a running fetch with its signal, and gets its own reason', async () => {
    const controller = new AbortController()
    await using server = await serve(() => controller.abort(new Error('changed my mind')))
    const reader = createSourceReader({
      workers: inPlace,
      timers: new HandDrivenTimers(),
      allowHosts: [server.host],
    })
    const reading = reader.read(located(server.origin), { signal: controller.signal })
    await expect(reading).rejects.toThrow('changed my mind')
    await reader.close()
  })

  it('with an aborted signal causes no request', async () => {
    await using server = await serveBody('hello', text)
    const reader = createSourceReader({
      workers: inPlace,
      timers: new HandDrivenTimers(),
      allowHosts: [server.host],
    })
    const reading = reader.read(located(server.origin), {
      signal: AbortSignal.abort(new Error('too late')),
    })
    await expect(reading).rejects.toThrow('too late')
    expect(server.requests).toEqual([])
    await reader.close()
  })

  it('is named honestly to the server', async () => {
    const agents: (string | undefined)[] = []
    await using server = await serve((request, response) => {
      agents.push(request.headers['user-agent'])
      response.writeHead(200, text).end('hello')
    })
    await read(server)
    expect(agents).toEqual(['Autointel/0.1'])
  })
})
