import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseAllowedHosts } from '../../../src/sources/fetch/allowed-hosts.ts'
import { type GuardProxy, openGuardProxy } from '../../../src/sources/fetch/guard-proxy.ts'
import { createGuardedConnector } from '../../../src/sources/fetch/guarded-connector.ts'
import { serveBody } from '../loopback-server.ts'

/** The proxy where every name leads to an address of a private network, but for what is allowed. */
async function open(allowHosts: readonly string[], mostBytes = 1_000_000) {
  const allowedHosts = parseAllowedHosts(allowHosts)
  const lookup = async () => [{ address: '127.0.0.1', family: 4 }]
  const guarded = createGuardedConnector({ allowedHosts, lookup, timeoutMs: 10_000 })
  const dialled: string[] = []
  const connector: typeof guarded = (target, callback) => {
    dialled.push(target.hostname)
    guarded(target, callback)
  }
  const proxy = await openGuardProxy({ connector, allowedHosts, mostBytes })
  onTestFinished(() => proxy.close())
  return { proxy, dialled }
}

/** All that comes back for what is sent. */
function ask({ url }: GuardProxy, ...parts: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const waiting = [...parts]
    let answer = ''
    const next = () => void socket.write(waiting.shift() ?? '')
    socket.once('connect', next)
    socket.on('data', (chunk) => {
      answer += chunk
      if (waiting.length > 0) next()
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

describe('the proxy for programs that fetch by themselves', () => {
  it('leads to what the bot itself may reach', async () => {
    await using server = await serveBody('From within.', { 'content-type': 'text/plain' })
    const { proxy } = await open([`wiki.lan:${server.port}`])
    const answer = await ask(
      proxy,
      `CONNECT wiki.lan:${server.port} HTTP/1.1\r\nhost: wiki.lan\r\n\r\n`,
      'GET /page HTTP/1.1\r\nhost: wiki.lan\r\nconnection: close\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 200 Connection established/)
    expect(answer).toContain('From within.')
  })

  it('shuts when more comes than it lets through', async () => {
    await using server = await serveBody('x'.repeat(5_000), { 'content-type': 'text/plain' })
    const { proxy } = await open([`wiki.lan:${server.port}`], 1_000)
    const way = `CONNECT wiki.lan:${server.port} HTTP/1.1\r\nhost: wiki.lan\r\n\r\n`
    await ask(proxy, way, 'GET /page HTTP/1.1\r\nhost: wiki.lan\r\nconnection: close\r\n\r\n')
    expect(proxy.isExhausted).toBe(true)
    expect(await ask(proxy, way)).toBe('')
  })

  it.each([
    ['a name that leads to a private address', 'CONNECT example.com:443'],
    ['a private address', 'CONNECT 10.0.0.7:443'],
    ['the machine itself', 'CONNECT localhost:443'],
  ])('refuses %s', async (_what, request) => {
    const { proxy } = await open([])
    expect(await ask(proxy, `${request} HTTP/1.1\r\nhost: example.com\r\n\r\n`)).toMatch(/^HTTP\/1\.1 403 /)
  })

  it.each([
    ['a port that is not that of https', 'CONNECT example.com:25'],
    ['what is no host', 'CONNECT :443'],
    ['anything without a tunnel', 'GET http://example.com/'],
  ])('refuses %s, and dials nobody', async (_what, request) => {
    const { proxy, dialled } = await open([])
    const answer = await ask(proxy, `${request} HTTP/1.1\r\nhost: example.com\r\nconnection: close\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 (?:403|400) /)
    expect(dialled).toEqual([])
  })
})
