import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { expect, onTestFinished } from 'vitest'
import { recordRequest } from '../../../scripts/bench/stores.ts'
import { openStreams, spendEvent } from '../http/event-streams.ts'
import { type LocalHttp, startLocalHttp } from '../http/local-http.ts'

function start(script: string, args: readonly (string | number)[]): ChildProcess {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args.map(String), { execArgv: [] })
  onTestFinished(() => void child.kill())
  return child
}

/** What is in use after a collection, on the heap and beside it. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Streams on which nothing happens; answers the memory that each takes in this process, in bytes. Others are answered, and all are told when something does. */
export async function proveIdleStreams({ streams }: { readonly streams: number }): Promise<number> {
  const http = await startLocalHttp()
  const before = heldBytes()
  const readers = start('event-readers-process.ts', [http.url, streams])
  expect(await once(readers, 'message')).toContain('open')
  const bytes = (heldBytes() - before) / streams

  expect(await openStreams(http)).toBe(streams)
  expect((await http.get('/api/session/cost')).status).toBe(200)
  const told = once(readers, 'message')
  expect((await http.post('/api/events', spendEvent('e1', 'app_shop'))).status).toBe(201)
  expect(await told).toContain('told')

  readers.send('end')
  await http.logged('a reader of live events has gone', streams)
  expect(await openStreams(http)).toBe(0)
  return bytes
}

const measured = {
  session: '/api/session/cost',
  summary: '/api/summary?days=30',
  report: '/api/report?kind=daily&days=30',
} as const

/**
 * How many times as long as a bare route of hono with the same text each takes that reads the books, at a hundred connections.
 *
 * @param requests of each round
 */
export async function measureAgainstBareRoutes({
  entries,
  requests,
  rounds,
}: {
  readonly entries: number
  readonly requests: number
  readonly rounds: number
}): Promise<Readonly<Record<keyof typeof measured, number>>> {
  const http = await startLocalHttp()
  await book(http, entries)
  const texts = await Promise.all(Object.values(measured).map(async (path) => (await http.get(path)).text()))
  expect(JSON.parse(texts[1] ?? '')).toMatchObject({ operations: entries })
  expect(JSON.parse(texts[2] ?? '')).toMatchObject({ totals: { calls: entries } })
  const bare = await serveBare(texts)
  const addresses = Object.values(measured).flatMap((path, index) => [
    `${bare}/${index}`,
    `${http.url}${path}`,
  ])
  const [times] = (await once(
    start('load-client-process.ts', [requests, rounds, ...addresses]),
    'message',
  )) as [number[][]]
  const ratioOf = (index: number) =>
    median((times[2 * index] ?? []).map((bareMs, round) => (times[2 * index + 1]?.[round] ?? 0) / bareMs))
  return { session: ratioOf(0), summary: ratioOf(1), report: ratioOf(2) }
}

async function book({ autointel: { ledger, now } }: LocalHttp, entries: number): Promise<void> {
  const endMs = now()
  for (let begun = 0; begun < entries; begun += 512)
    await Promise.all(
      Array.from({ length: Math.min(512, entries - begun) }, (_, index) =>
        // The first would be of the day before the thirty.
        ledger.record({
          ...recordRequest(begun + index, entries, endMs),
          isDated: true,
          atMs: endMs - ((begun + index) % 29) * 86_400_000,
        }),
      ),
    )
}

/** A route of nothing but a text, for each. */
async function serveBare(texts: readonly string[]): Promise<string> {
  const app = new Hono()
  for (const [index, text] of texts.entries())
    app.get(`/${index}`, (context) => context.body(text, 200, { 'content-type': 'application/json' }))
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
