import { EventEmitter, once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { newClientKey } from '../../../src/access/client-keys.ts'
import { readConfig } from '../../../src/app/config.ts'
import { createLog } from '../../../src/app/log.ts'
import { type Autointel, openAutointel } from '../../../src/app/open-autointel.ts'
import { bookedSubject, type Subject } from '../../../src/ledger/subject.ts'
import { parseUsd } from '../../../src/money/nano-usd.ts'
import { type HttpServer, type ServeOptions, serveHttp } from '../../../src/surfaces/http/serve-http.ts'
import type { Timers } from '../../../src/time/timers.ts'
import { patientTimers } from '../time/patient-timers.ts'
import { sharedWorkers } from '../workers/shared-workers.ts'
import { DescribedApi } from './described-api.ts'

export interface LocalHttp {
  readonly autointel: Autointel
  readonly server: HttpServer
  readonly url: string
  /** Its description of itself, which every answer that is asked for here is held against. */
  readonly api: DescribedApi
  /** What was logged, a line each. */
  readonly lines: readonly string[]
  /** Resolves when so many lines say so. */
  logged(message: string, times?: number): Promise<void>
  close(): Promise<void>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** Any other method. A body that is no text is sent as JSON. */
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>
  /** A key of a subject. */
  keyFor(subject: string): Promise<string>
  /** A hard limit, in US dollars. */
  limit(subject: string, period: 'hour' | 'day' | 'month', usd: string): Promise<void>
}

export interface LocalHttpOptions {
  readonly settings?: Readonly<Record<string, string>>
  /** The models of the operator's price file. */
  readonly prices?: Readonly<Record<string, object>>
  readonly now?: () => number
  readonly patience?: ServeOptions['patience']
  readonly timers?: Timers
}

/** The page, the API and the gateway on a port of their own; closed at the end of the test. */
export async function startLocalHttp(options: LocalHttpOptions = {}): Promise<LocalHttp> {
  const http = await openLocalHttp(options)
  onTestFinished(() => http.close())
  return http
}

/** The same for several tests, which close it themselves. */
export async function openLocalHttp(options: LocalHttpOptions = {}): Promise<LocalHttp> {
  const { settings = {}, prices, now, patience, timers = patientTimers } = options
  const folder = mkdtempSync(join(tmpdir(), 'http-'))
  const pricesFile = join(folder, 'prices.json')
  if (prices) writeFileSync(pricesFile, JSON.stringify({ models: prices }))
  const config = readConfig({
    DATA_DIR: folder,
    PRICES_REFRESH_HOURS: '0',
    ...(prices && { PRICES_FILE: pricesFile }),
    ...settings,
  })
  const autointel = await openAutointel(config, {
    timers,
    workers: sharedWorkers,
    ...(now && { now }),
  })
  const lines: string[] = []
  const written = new EventEmitter().setMaxListeners(0)
  const write = (line: string) => {
    lines.push(line)
    written.emit('line')
  }
  const log = createLog({ level: 'debug', secrets: [], output: { write } })
  const server = await serveHttp({ autointel, log, port: 0, ...(patience && { patience }) })
  const { url } = server
  const api = await DescribedApi.read(url)
  const send: LocalHttp['send'] = async (method, path, body, headers = {}) => {
    const sent = {
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }
    return api.check(method, path, await fetch(`${url}${path}`, { method, ...sent }))
  }
  const subjectOf = (name: string): Subject => bookedSubject(name)
  return {
    autointel,
    server,
    url,
    lines,
    async logged(message, times = 1) {
      while (lines.filter((line) => line.includes(message)).length < times) await once(written, 'line')
    },
    async close() {
      await server.stop(0)
      await autointel.close()
      rmSync(folder, { recursive: true, force: true })
    },
    api,
    get: async (path, headers = {}) => api.check('GET', path, await fetch(`${url}${path}`, { headers })),
    post: (path, body, headers) => send('POST', path, body, headers),
    send,
    async keyFor(subject) {
      const made = newClientKey({
        subject: subjectOf(subject),
        name: undefined,
        createdAtMs: autointel.now(),
      })
      await autointel.clientKeys.add(made.stored)
      return made.key
    },
    async limit(subject, period, usd) {
      await autointel.ledger.setBudget({
        subject: subjectOf(subject),
        period,
        limitNanoUsd: parseUsd(usd),
        mode: 'hard',
        by: 'test',
        role: 'owner',
        atMs: autointel.now(),
      })
    },
  }
}
