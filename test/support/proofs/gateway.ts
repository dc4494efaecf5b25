import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import { type EventReader, readEvents } from '../http/event-reader.ts'
import { startLocalHttp } from '../http/local-http.ts'
import { startOpenAiServer } from '../providers/openai-server.ts'
import { answer } from '../providers/reply.ts'

const model = 'openai:gpt-5-mini'
const messages = [{ role: 'user', content: 'How deep is the harbour of Hollowmere in January?' }]

async function place() {
  const provider = await startOpenAiServer()
  onTestFinished(() => provider.close())
  const http = await startLocalHttp({
    settings: { OPENAI_API_KEY: 'sk-operator', OPENAI_BASE_URL: provider.url },
  })
  const authorization = `Bearer ${await http.keyFor('app_shop')}`
  const ask = (body: object) =>
    http.post('/v1/chat/completions', { model, messages, ...body }, { authorization })
  return { provider, http, ask }
}

/** Calls that each cost what is held for them but for the prompt: of so many at once as many are answered as the cap pays for. */
export async function proveGatewayCap({
  calls,
  fitting,
}: {
  readonly calls: number
  readonly fitting: number
}) {
  const { provider, http, ask } = await place()
  const output = 1_000
  provider.respondWith(() => answer({ usage: { input: 10, output } }))
  const [costOfOne = 0n] = await oneCost(http, ask, output)
  // Cents of what is left do not pay for another one.
  const limit = Number(costOfOne * BigInt(fitting + 1)) / 1e9 + Number(costOfOne) / 2e9
  await http.limit('app_shop', 'day', limit.toFixed(9))

  const answers = await Promise.all(
    Array.from({ length: calls }, () => ask({ max_completion_tokens: output })),
  )
  const statuses = Map.groupBy(answers, ({ status }) => status)
  const { ledger, now } = http.autointel
  const range = { fromMs: 0, toMs: now() + 1_000 }
  const { costNanoUsd, calls: booked } = await ledger.summary(range, { tenant: 'app_shop' })
  expect({ answered: statuses.get(200)?.length, refused: statuses.get(402)?.length }).toEqual({
    answered: fitting,
    refused: calls - fitting,
  })
  expect(booked).toBe(fitting + 1)
  expect(provider.served.length).toBe(fitting + 1)
  expect(Number(costNanoUsd) / 1e9).toBeLessThanOrEqual(limit)
  expect(await ledger.holdsPending()).toEqual([])
  const badge = (await (await http.get('/api/session/cost')).json()) as { total_cost: number }
  expect(badge.total_cost).toBe(Number(costNanoUsd) / 1e9)
  expect((await ledger.verify()).ok).toBe(true)
}

async function oneCost(
  http: Awaited<ReturnType<typeof startLocalHttp>>,
  ask: (body: object) => Promise<Response>,
  output: number,
): Promise<readonly bigint[]> {
  const costs: bigint[] = []
  const stop = http.autointel.observe({ booked: ({ entry }) => costs.push(entry.amountNanoUsd) })
  expect((await ask({ max_completion_tokens: output })).status).toBe(200)
  stop()
  return costs
}

/**
 * One call after another, by the gateway and directly in turn. Who calls and the provider are processes of their own, as they are where
 * a gateway is used: what they do themselves is in both times, and not what they do to the gateway's memory and event loop.
 */
export async function proveGatewayOverhead({ calls }: { readonly calls: number }) {
  const url = await providerProcess()
  const http = await startLocalHttp({ settings: { OPENAI_API_KEY: 'sk-operator', OPENAI_BASE_URL: url } })
  const key = await http.keyFor('app_shop')
  const client = forked('gateway-client-process.ts', [calls, url, `${http.url}/v1`, key])
  const [{ directMs, gatewayMs }] = (await once(client, 'message')) as [
    { readonly directMs: readonly number[]; readonly gatewayMs: readonly number[] },
  ]
  const at = (times: readonly number[], part: number) =>
    times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0
  return {
    p50Ms: at(gatewayMs, 0.5) - at(directMs, 0.5),
    p99Ms: at(gatewayMs, 0.99) - at(directMs, 0.99),
    directMs: { p50: at(directMs, 0.5), p99: at(directMs, 0.99) },
  }
}

async function providerProcess(): Promise<string> {
  const { stdout } = forked('../providers/serve.ts', [])
  const [line] = (await once(createInterface({ input: stdout as Readable }), 'line')) as [string]
  return JSON.parse(line).url
}

function forked(script: string, args: readonly (string | number)[]): ChildProcess {
  const file = fileURLToPath(new URL(script, import.meta.url))
  const child = fork(file, args.map(String), {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  onTestFinished(() => void child.kill())
  return child
}

/** Readers of live events, half of whom leave in between and come back: each is told of every booking once, in their order. */
export async function proveEventStreams({
  streams,
  bookings,
}: {
  readonly streams: number
  readonly bookings: number
}) {
  const { http, ask } = await place()
  const book = async () => {
    for (let count = 0; count < bookings; count += 1)
      expect((await ask({ max_completion_tokens: 100 })).status).toBe(200)
  }
  const readers = await Promise.all(Array.from({ length: streams }, () => readEvents(http, '/api/events')))
  await book()
  await Promise.all(readers.map((reader) => reader.first('booked')))
  const leavers = readers.filter((_, index) => index % 2 === 0)
  for (const reader of leavers) reader.leave()
  await book()
  const returned = await Promise.all(
    leavers.map(({ seen }) => readEvents(http, '/api/events', { 'last-event-id': seen.at(-1)?.id ?? '' })),
  )
  await book()

  const whole = readers.flatMap((reader, index) => (index % 2 === 0 ? [] : [[reader]]))
  const parted = leavers.map((reader, index) => [reader, returned[index]])
  const all = 3 * bookings
  for (const parts of [...whole, ...parted]) {
    const last = parts.at(-1)
    const before = parts.length === 2 ? bookedIn(parts[0]).length : 0
    // Each reading begins with an event that says from where.
    await last?.count(all - before + 1)
    const numbers = parts.flatMap(bookedIn)
    expect(numbers).toEqual(Array.from({ length: all }, (_, index) => index + (numbers[0] ?? 0)))
  }
  for (const reader of [...readers, ...returned]) reader.leave()
  const open = async () =>
    /^autointel_event_streams (\d+)$/m.exec(await (await http.get('/metrics')).text())?.[1]
  await expect.poll(open, { timeout: 60_000 }).toBe('0')
}

/** The numbers of the bookings that a reader was told of. */
function bookedIn(reader: EventReader | undefined): readonly number[] {
  return (reader?.seen ?? [])
    .filter(({ event }) => event === 'booked')
    .map(({ id }) => Number(id.split('-')[1]))
}
