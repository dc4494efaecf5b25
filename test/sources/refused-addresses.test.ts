import type { LookupAddress } from 'node:dns'
import { describe, expect, it } from 'vitest'
import { createSourceReader } from '../../src/sources/acquire-source.ts'
import { located } from '../support/sources/located.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import { inPlace } from '../support/workers/in-place.ts'
import { serve, serveBody } from './loopback-server.ts'

const text = { 'content-type': 'text/plain' }

const privateUrls = [
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://127.0.0.1./',
  'http://0.0.0.0/',
  'http://10.1.2.3/',
  'http://172.16.0.1/',
  'http://192.168.0.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://100.64.0.1/',
  'https://[::1]/',
  'http://[::]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[fe80::1]/',
  'http://[fc00::1]/',
  'http://localhost/',
  'http://localhost./',
  'http://LOCALHOST/',
  'http://wiki.localhost/',
]

const loopback: LookupAddress = { address: '127.0.0.1', family: 4 }
const elsewhere: LookupAddress = { address: '93.184.215.14', family: 4 }

describe('an address that is not on the public internet', () => {
  it.each([...privateUrls, 'http://１２７.0.0.1/'])('is refused as %s', async (url) => {
    await using server = await serveBody('secret', text)
    const reader = createSourceReader({
      workers: inPlace,
      timers: new HandDrivenTimers(),
      allowHosts: [server.host],
    })
    const failure = reader.read(located(url))
    await expect(failure).rejects.toMatchObject({
      name: 'SourceError',
      reason: 'forbidden_address',
      location: url,
    })
    await reader.close()
  })

  it.each(privateUrls)('is refused behind a redirect to %s', async (target) => {
    await using server = await serve((_request, response) =>
      response.writeHead(302, { location: target }).end(),
    )
    const reader = createSourceReader({
      workers: inPlace,
      timers: new HandDrivenTimers(),
      allowHosts: [server.host],
    })
    const failure = reader.read(located(`${server.origin}/start`))
    await expect(failure).rejects.toMatchObject({
      reason: 'forbidden_address',
      location: `${server.origin}/start`,
      message: expect.stringContaining(`${server.origin}/start`),
    })
    expect(server.requests).toEqual(['/start'])
    await reader.close()
  })

  it.each([
    ['a private address', [loopback]],
    ['a private address after a public one', [elsewhere, loopback]],
    ['a mapped address', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    ['a link-local address', [{ address: 'fe80::1', family: 6 }]],
  ])('is refused when a name resolves to %s', async (_kind, answers) => {
    const reader = createSourceReader({
      workers: inPlace,
      timers: new HandDrivenTimers(),
      allowHosts: [],
      lookup: async () => answers,
    })
    await expect(reader.read(located('http://innocent.example/'))).rejects.toMatchObject({
      reason: 'forbidden_address',
      message: expect.stringContaining('innocent.example'),
    })
    await reader.close()
  })

  it('is refused under a name that is allowed at another port only', async () => {
    await using server = await serveBody('secret', text)
    const reader = createSourceReader({
      workers: inPlace,
      timers: new HandDrivenTimers(),
      allowHosts: [`wiki.example:${server.port}`],
      lookup: async () => [loopback],
    })
    await expect(reader.read(located('http://wiki.example/'))).rejects.toMatchObject({
      reason: 'forbidden_address',
    })
    await reader.close()
  })

  it('is refused even if the name resolved to a public one a moment before', async () => {
    await using server = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://rebinding.example/' }).end(),
    )
    const answers = [[loopback], [elsewhere]]
    const lookup = async () => answers.pop() ?? [loopback]
    expect(await lookup()).toEqual([elsewhere])
    const reader = createSourceReader({
      workers: inPlace,
      timers: new HandDrivenTimers(),
      allowHosts: [server.host],
      lookup,
    })
    await expect(reader.read(located(`${server.origin}/`))).rejects.toMatchObject({
      reason: 'forbidden_address',
    })
    await reader.close()
  })

  it('is looked up once for each connection, so that what is dialled is what was checked', async () => {
    await using server = await serveBody('hello', text)
    const asked: string[] = []
    const lookup = async (hostname: string) => {
      asked.push(hostname)
      return [loopback]
    }
    const reader = createSourceReader({
      workers: inPlace,
      timers: new HandDrivenTimers(),
      allowHosts: [`wiki.example:${server.port}`],
      lookup,
    })
    const source = await reader.read(located(`http://wiki.example:${server.port}/`))
    expect(source.text).toBe('hello')
    expect(asked).toEqual(['wiki.example'])
    await reader.close()
  })
})

describe('an address that is refused unseen', () => {
  it.each([
    ['ftp://example.com/file', 'unsupported_scheme'],
    ['https://exa mple.com/', 'invalid_address'],
    ['http://example.com:22/', 'forbidden_port'],
    ['http://example.com:8080/', 'forbidden_port'],
  ])('%s is refused as %s, whoever took it for a location', async (address, reason) => {
    const reader = createSourceReader({
      workers: inPlace,
      timers: new HandDrivenTimers(),
      allowHosts: [],
      lookup: async () => [elsewhere],
    })
    const failure = reader.read({ kind: 'web', address, identity: address })
    await expect(failure).rejects.toMatchObject({ name: 'SourceError', reason, location: address })
    await reader.close()
  })

  it('a password in an address is not repeated in the error', async () => {
    const reader = createSourceReader({ workers: inPlace, timers: new HandDrivenTimers(), allowHosts: [] })
    const address = 'https://anna:geheim@example.com/'
    const failure = reader.read({ kind: 'web', address, identity: address })
    await expect(failure).rejects.toMatchObject({
      reason: 'credentials_in_address',
      location: 'https://***@example.com/',
      message: expect.not.stringContaining('geheim'),
    })
    await reader.close()
  })

  it.each([
    ['ftp://example.com/', 'unsupported_scheme'],
    ['file:///etc/passwd', 'unsupported_scheme'],
    ['http://anna:geheim@example.com/', 'credentials_in_address'],
    ['http://example.com:25/', 'forbidden_port'],
    ['http://exa mple/', 'invalid_address'],
  ])('%s is refused behind a redirect as %s', async (target, reason) => {
    await using server = await serve((_request, response) =>
      response.writeHead(301, { location: target }).end(),
    )
    const reader = createSourceReader({
      workers: inPlace,
      timers: new HandDrivenTimers(),
      allowHosts: [server.host],
    })
    await expect(reader.read(located(server.origin))).rejects.toMatchObject({
      reason,
      location: server.origin,
    })
    await reader.close()
  })
})
