import type { ServerResponse } from 'node:http'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createSourceReader } from '../../src/sources/acquire-source.ts'
import { defaultReadLimits, type ReadLimits } from '../../src/sources/read-limits.ts'
import { located } from '../support/sources/located.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import { inPlace } from '../support/workers/in-place.ts'
import { type LoopbackServer, serve, serveBody } from './loopback-server.ts'

const text = { 'content-type': 'text/plain; charset=utf-8' }
const megabyte = 1024 * 1024

async function read(
  server: LoopbackServer,
  path = '/',
  limits: Partial<ReadLimits> = {},
  timers = new HandDrivenTimers(),
) {
  const reader = createSourceReader({ workers: inPlace, timers, allowHosts: [server.host], limits })
  return reader.read(located(`${server.origin}${path}`)).finally(() => reader.close())
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
  const { idleTimeMs, totalTimeMs, mediaTimeMs } = defaultReadLimits

  /** A read that a test lets time pass for, and whether it has ended. */
  function readSlowly(server: LoopbackServer, limits: Partial<ReadLimits> = {}) {
    const timers = new HandDrivenTimers()
    const reading = read(server, '/', limits, timers)
    const state = { hasEnded: false }
    const end = () => {
      state.hasEnded = true
    }
    reading.then(end, end)
    return { timers, reading, state }
  }

  // The silence is watched from the request on, from its answer's headers on, and from each part of the body on.
  it.each([
    ['never answers', 1, () => undefined],
    [
      'sends its headers byte by byte',
      1,
      (response: ServerResponse) => response.socket?.write('HTTP/1.1 200 OK\r\nx-slow: aaaa'),
    ],
    [
      'falls silent before the body',
      2,
      (response: ServerResponse) => response.writeHead(200, text).flushHeaders(),
    ],
    [
      'falls silent in the body',
      3,
      (response: ServerResponse) => response.writeHead(200, text).write('Once upon'),
    ],
  ])('that %s is given up after the idle time', async (_what, silences, answer) => {
    const { promise: isAsked, resolve } = Promise.withResolvers<void>()
    await using server = await serve((_request, response) => {
      answer(response)
      resolve()
    })
    const { timers, reading, state } = readSlowly(server)
    await isAsked
    await timers.asked(idleTimeMs, silences)

    await timers.pass(idleTimeMs - 1)
    expect(state.hasEnded).toBe(false)
    await timers.pass(1)

    await expect(reading).rejects.toMatchObject(slow)
  })

  it('that drips its body is given up after the total time', async () => {
    const responses: ServerResponse[] = []
    await using server = await serve((_request, response) => {
      responses.push(response)
      response.writeHead(200, text).write('a')
    })
    const { timers, reading, state } = readSlowly(server)
    const steps = [9_000, 9_000, 9_000, 2_999]
    for (const [index, ms] of steps.entries()) {
      await timers.asked(idleTimeMs, 3 + index)
      await timers.pass(ms)
      responses[0]?.write('a')
    }
    await timers.asked(idleTimeMs, 3 + steps.length)
    expect(timers.now()).toBe(totalTimeMs - 1)
    expect(state.hasEnded).toBe(false)
    await timers.pass(1)

    await expect(reading).rejects.toMatchObject(slow)
  })

  it('that spends the total time on redirects is given up', async () => {
    const timers = new HandDrivenTimers()
    await using server = await serve(async (request, response) => {
      await timers.pass(9_000)
      response.writeHead(302, { location: `${request.url}x` }).end()
    })

    await expect(read(server, '/', {}, timers)).rejects.toMatchObject(slow)
    expect(server.requests).toHaveLength(4)
  })

  it('has the longer time for media', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'audio/wav' }).write(Buffer.from('RIFF\0\0\0\0WAVEfmt '))
    })
    const { timers, reading, state } = readSlowly(server, { idleTimeMs: mediaTimeMs * 2 })
    await timers.asked(mediaTimeMs)

    await timers.pass(mediaTimeMs - 1)
    expect(state.hasEnded).toBe(false)
    await timers.pass(1)

    await expect(reading).rejects.toMatchObject(slow)
  })
})
