import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CallLog } from './call-log.ts'
import type { ProviderKind } from './endpoint.ts'
import { answerExchange } from './exchange.ts'
import { type ReceivedRequest, receiveRequest } from './received-request.ts'
import { type Plan, planRule } from './reply.ts'
import type { ServedCall } from './served-call.ts'

export interface ProviderOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number
  /** Waited before each reply; 0 unless told otherwise. */
  readonly latencyMs?: number
  /** Each call is appended as a JSON line and on the disk before the first byte of its reply is sent. */
  readonly logFile?: string
  /** How the provider counts tokens; 4 unless told otherwise. */
  readonly charactersPerToken?: number
  /** A text as the provider's embedding model has it; equal texts get equal vectors unless told otherwise. */
  readonly vectorOf?: (text: string) => readonly number[]
  readonly now?: () => Date
}

export interface ProviderServer extends AsyncDisposable {
  /** Base URL, `/v1` included. */
  readonly url: string
  /** Every call answered so far, errors included, in the order their replies ended. */
  readonly served: readonly ServedCall[]
  readonly requests: readonly ReceivedRequest[]
  /** Resolves when so many requests have come. */
  asked(count: number): Promise<void>
  /** Resolves when so many calls are {@link served}. */
  booked(count: number): Promise<void>
  /** Replaces the plan. */
  respondWith(plan: Plan): void
  /** Cuts open connections and frees the port. */
  close(): Promise<void>
}

export async function startProviderServer(
  kind: ProviderKind,
  options: ProviderOptions = {},
): Promise<ProviderServer> {
  const {
    port = 0,
    latencyMs = 0,
    logFile,
    charactersPerToken = 4,
    vectorOf,
    now = () => new Date(),
  } = options
  const log = new CallLog(logFile)
  const requests: ReceivedRequest[] = []
  const arrivals = new EventEmitter()
  const open = new Set<Promise<void>>()
  let nextReply = planRule([])

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await receiveRequest(incoming, now())
    const [, endpoint] = Object.entries(kind.endpoints).find(([path]) => request.path.endsWith(path)) ?? []
    if (endpoint === undefined) {
      const body = kind.errorBody(404, `Unknown path ${request.path}.`)
      response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      return
    }
    const reply = nextReply(request, requests.push(request) - 1)
    arrivals.emit('request')
    const context = { id: randomUUID(), charactersPerToken, vectorOf }
    await answerExchange({ kind, endpoint, request, response, log, context, latencyMs }, reply)
  }

  const server = createServer((incoming, response) => {
    const exchange = serve(incoming, response).catch((error: unknown) => {
      // A defect of this server or a body it cannot read: the caller's error message tells which.
      if (!response.headersSent) response.writeHead(400, { 'content-type': 'application/json' })
      response.end(JSON.stringify(kind.errorBody(400, `The local provider failed: ${error}`)))
    })
    open.add(exchange)
    exchange.finally(() => open.delete(exchange))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })

  async function close(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await Promise.all([closed, ...open])
    log.close()
  }

  return {
    url: `http://127.0.0.1:${portOf(server.address())}/v1`,
    served: log.served,
    requests,
    asked: async (count) => {
      while (requests.length < count) await once(arrivals, 'request')
    },
    booked: (count) => log.reached(count),
    respondWith: (plan) => {
      nextReply = planRule(plan)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('expected a TCP address')
  return address.port
}
