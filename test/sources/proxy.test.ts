import type { LookupAddress } from 'node:dns'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createSourceReader } from '../../src/sources/acquire-source.ts'
import { located } from '../support/sources/located.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import { inPlace } from '../support/workers/in-place.ts'
import { findClosedPort, serve, serveBody } from './loopback-server.ts'

const text = { 'content-type': 'text/plain' }
const publicAddress: LookupAddress = { address: '93.184.215.14', family: 4 }

interface FakeProxy {
  readonly url: URL
  /** What it was told to dial, with the password that came along. */
  readonly asked: { readonly authority: string; readonly password: string | undefined }[]
}

/** A proxy that leads to one port of the loopback interface wherever it is sent, or refuses everybody. */
async function openProxy(options: { readonly port?: number; readonly status?: number }): Promise<FakeProxy> {
  const asked: FakeProxy['asked'] = []
  const server = createServer((_request, response) => response.writeHead(400).end())
  server.on('connect', (request, socket) => {
    asked.push({ authority: request.url ?? '', password: request.headers['proxy-authorization'] })
    if (options.port === undefined) {
      socket.end(`HTTP/1.1 ${options.status ?? 403} No\r\n\r\n`)
      return
    }
    const target = connect(options.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.pipe(socket).pipe(target)
    })
    for (const each of [target, socket]) each.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), asked }
}

function openReader(
  proxy: URL,
  answers: readonly LookupAddress[] = [publicAddress],
  allowHosts: string[] = [],
) {
  const reader = createSourceReader({
    workers: inPlace,
    timers: new HandDrivenTimers(),
    allowHosts,
    lookup: async () => answers,
    proxy,
  })
  onTestFinished(() => reader.close())
  return reader
}

describe('with a proxy', () => {
  it('a page is fetched through it, by the address that was checked', async () => {
    await using server = await serveBody('It was read.', text)
    const { url, asked } = await openProxy({ port: server.port })

    const source = await openReader(url).read(located('http://example.com/page'))

    expect(source).toMatchObject({ url: 'http://example.com/page', text: 'It was read.' })
    expect(asked).toEqual([{ authority: '93.184.215.14:80', password: undefined }])
  })

  it('of https it is told the name, which the certificate has to prove', async () => {
    const { url, asked } = await openProxy({ status: 403 })
    await expect(openReader(url).read(located('https://example.com/'))).rejects.toMatchObject({
      reason: 'proxy_failed',
      detail: 'HTTP 403',
    })
    expect(asked.map(({ authority }) => authority)).toEqual(['example.com:443'])
  })

  it('its name and password go to it alone', async () => {
    const seen: (string | undefined)[] = []
    await using server = await serve(({ headers }, response) => {
      seen.push(headers['proxy-authorization'])
      response.writeHead(200, text).end('Read.')
    })
    const { url, asked } = await openProxy({ port: server.port })
    url.username = 'reader'
    url.password = 's%40cret'

    await openReader(url).read(located('http://example.com/'))

    const password = `Basic ${Buffer.from('reader:s@cret').toString('base64')}`
    expect(asked).toEqual([{ authority: '93.184.215.14:80', password }])
    expect(seen).toEqual([undefined])
  })

  it.each([
    'http://127.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://168.63.129.16/',
    'http://[::1]/',
    'http://[fd00:ec2::254]/',
    'http://localhost/',
  ])('%s is refused before the proxy hears of it', async (link) => {
    const { url, asked } = await openProxy({ status: 200 })
    await expect(openReader(url).read(located(link))).rejects.toMatchObject({ reason: 'forbidden_address' })
    expect(asked).toEqual([])
  })

  it('a name that leads to a private address is refused before the proxy hears of it', async () => {
    const { url, asked } = await openProxy({ status: 200 })
    const reader = openReader(url, [publicAddress, { address: '10.0.0.7', family: 4 }])
    for (const link of ['http://example.com/', 'https://example.com/'])
      await expect(reader.read(located(link))).rejects.toMatchObject({ reason: 'forbidden_address' })
    expect(asked).toEqual([])
  })

  it('a redirect to a private address is refused as it is without one', async () => {
    await using server = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://10.0.0.7/' }).end(),
    )
    const { url, asked } = await openProxy({ port: server.port })
    await expect(openReader(url).read(located('http://example.com/'))).rejects.toMatchObject({
      reason: 'forbidden_address',
    })
    expect(asked.length).toBe(1)
  })

  it('a host that is allowed by name is reached without it', async () => {
    await using server = await serveBody('From next door.', text)
    const { url, asked } = await openProxy({ status: 403 })
    const answers: LookupAddress[] = [{ address: '127.0.0.1', family: 4 }]
    const reader = openReader(url, answers, [`wiki.lan:${server.port}`])
    expect(await reader.read(located(`http://wiki.lan:${server.port}/`))).toMatchObject({
      text: 'From next door.',
    })
    expect(asked).toEqual([])
  })

  it('that cannot be reached is told as the proxy’s failure, without its password', async () => {
    const proxy = new URL(`http://reader:s3cret@127.0.0.1:${await findClosedPort()}`)
    const failure = openReader(proxy).read(located('http://example.com/'))
    await expect(failure).rejects.toMatchObject({ reason: 'proxy_failed', detail: 'ECONNREFUSED' })
    await expect(failure).rejects.not.toThrow('s3cret')
  })
})
