import type { ServerResponse } from 'node:http'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createSourceReader } from '../../src/sources/acquire-source.ts'
import type { ReadLimits } from '../../src/sources/read-limits.ts'
import { type LoopbackServer, serve, serveBody } from './loopback-server.ts'

const remote = { allowLocal: false }
const text = { 'content-type': 'text/plain; charset=utf-8' }
const megabyte = 1024 * 1024

async function read(server: LoopbackServer, path = '/', limits: Partial<ReadLimits> = {}) {
  const reader = createSourceReader({ allowHosts: [server.host], limits })
  return reader.read(`${server.origin}${path}`, remote).finally(() => reader.close())
}

/** Sends a part every 20 ms and never ends. */
function drip(response: ServerResponse, part: string): void {
  const timer = setInterval(() => response.write(part), 20)
  response.on('close', () => clearInterval(timer))
}

/** Sends a chunk so many times, each when the one before has left, and notes the length of each that has. */
function sendChunks(response: ServerResponse, chunk: Uint8Array, count: number, sent: number[]): void {
  response.write(chunk, (error) => {
    if (error) return
    sent.push(chunk.byteLength)
    if (sent.length < count) sendChunks(response, chunk, count, sent)
    else response.end()
  })
}

describe('the size of a body', () => {
  it('is refused by its declared length before any of it is read', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { ...text, 'content-length': String(100 * megabyte) })
      response.write('a')
    })
    await expect(read(server)).rejects.toMatchObject({
      reason: 'too_large',
      problem: { values: { megabytes: 25 } },
    })
  })

  it('is refused at 25 MB of an undeclared 100 MB, and the connection is dropped', async () => {
    const sentChunks: number[] = []
    await using server = await serve((_request, response) => {
      sendChunks(response.writeHead(200, text), Buffer.alloc(megabyte, 'a'), 100, sentChunks)
    })
    await expect(read(server)).rejects.toMatchObject({ reason: 'too_large' })
    expect(sentChunks.length).toBeGreaterThanOrEqual(25)
    expect(sentChunks.length).toBeLessThan(100)
  })

  it.each([
    ['admitted at the ceiling', 1000, { text: 'a'.repeat(1000) }],
    ['admitted below it', 999, { text: 'a'.repeat(999) }],
  ])('is %s', async (_title, length, expected) => {
    await using server = await serveBody('a'.repeat(length), text)
    expect(await read(server, '/', { documentBytes: 1000 })).toMatchObject(expected)
  })

  it('is refused one byte above the ceiling', async () => {
    await using server = await serveBody('a'.repeat(1001), text)
    await expect(read(server, '/', { documentBytes: 1000 })).rejects.toMatchObject({ reason: 'too_large' })
  })

  it('has a larger ceiling for media', async () => {
    const limits = { documentBytes: 1000, remoteMediaBytes: 2000 }
    const wave = (length: number) =>
      Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(length - 16)])
    await using admitted = await serveBody(wave(2000), { 'content-type': 'audio/wav' })
    await using refused = await serveBody(wave(2001), { 'content-type': 'audio/wav' })
    expect((await read(admitted, '/', limits)).media?.bytes).toHaveLength(2000)
    await expect(read(refused, '/', limits)).rejects.toMatchObject({ reason: 'too_large' })
  })
})

describe('a compressed body', () => {
  const plain = 'Ein Satz, der oft genug steht. '.repeat(50).trim()

  it.each([
    ['gzip', gzipSync(plain)],
    ['br', brotliCompressSync(plain)],
    ['deflate', deflateSync(plain)],
    ['deflate', deflateRawSync(plain)],
    ['identity', Buffer.from(plain)],
    ['deflate, gzip', gzipSync(deflateSync(plain))],
  ])('in %s is decoded', async (encoding, body) => {
    await using server = await serveBody(body, { ...text, 'content-encoding': encoding })
    expect((await read(server)).text).toBe(plain)
  })

  it.each([
    ['gzip', gzipSync(Buffer.alloc(60 * megabyte, 'a'))],
    ['br', brotliCompressSync(Buffer.alloc(60 * megabyte, 'a'))],
    ['deflate', deflateSync(Buffer.alloc(60 * megabyte, 'a'))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(60 * megabyte, 'a')))],
  ])('in %s that unpacks to more than 50 MB is refused', async (encoding, bomb) => {
    await using server = await serveBody(bomb, { ...text, 'content-encoding': encoding })
    await expect(read(server)).rejects.toMatchObject({
      reason: 'too_large',
      problem: { values: { megabytes: 50 } },
    })
  })

  it.each([
    ['gzip', Buffer.from('not compressed'), 'gzip'],
    ['gzip', gzipSync(plain).subarray(0, 30), 'gzip'],
    ['br', Buffer.from([0xff, 0xff, 0xff, 0xff]), 'br'],
    ['rot13', Buffer.from('uryyb'), 'rot13'],
    ['gzip, gzip, gzip', Buffer.from('any'), 'gzip, gzip, gzip'],
  ])('in %s that cannot be undone is an error', async (encoding, body, detail) => {
    await using server = await serveBody(body, { ...text, 'content-encoding': encoding })
    await expect(read(server)).rejects.toMatchObject({
      reason: 'undecodable',
      detail,
    })
  })
})

describe('a slow server', () => {
  const slow = { reason: 'too_slow' }

  it('that never answers is given up after the idle time', async () => {
    await using server = await serve(() => undefined)
    await expect(read(server, '/', { idleTimeMs: 50 })).rejects.toMatchObject(slow)
  })

  it('that sends its headers byte by byte is given up after the idle time', async () => {
    await using server = await serve((_request, response) => {
      const { socket } = response
      socket?.write('HTTP/1.1 200 OK\r\nx-slow: ')
      const timer = setInterval(() => socket?.write('a'), 20)
      socket?.on('close', () => clearInterval(timer))
    })
    await expect(read(server, '/', { idleTimeMs: 300 })).rejects.toMatchObject(slow)
  })

  it('that falls silent in the body is given up after the idle time', async () => {
    await using server = await serve((_request, response) => response.writeHead(200, text).write('Once upon'))
    await expect(read(server, '/', { idleTimeMs: 50 })).rejects.toMatchObject(slow)
  })

  it('that drips its body is given up after the total time', async () => {
    await using server = await serve((_request, response) => drip(response.writeHead(200, text), 'a'))
    await expect(read(server, '/', { totalTimeMs: 300 })).rejects.toMatchObject(slow)
  })

  it('that spends the total time on redirects is given up', async () => {
    await using server = await serve((request, response) => {
      setTimeout(() => response.writeHead(302, { location: `${request.url}x` }).end(), 100)
    })
    await expect(read(server, '/', { totalTimeMs: 500 })).rejects.toMatchObject(slow)
    expect(server.requests.length).toBeGreaterThan(1)
  })

  it('has the longer time for media', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'audio/wav' }).write(Buffer.from('RIFF\0\0\0\0WAVEfmt '))
      setTimeout(() => response.end(Buffer.alloc(100)), 800)
    })
    expect(await read(server, '/', { totalTimeMs: 500, mediaTimeMs: 10_000 })).toMatchObject({
      type: 'audio',
    })
    await expect(read(server, '/', { totalTimeMs: 10_000, mediaTimeMs: 100 })).rejects.toMatchObject(slow)
  })
})
