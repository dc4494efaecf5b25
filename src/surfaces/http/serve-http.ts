import { once } from 'node:events'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Logger } from 'pino'
import type { Autointel } from '../../app/open-autointel.ts'
import { BookCache } from './book-cache.ts'
import type { DiscordNames } from './discord-names.ts'
import { createHttpApp } from './http-app.ts'
import { LiveEvents } from './live-events.ts'
import { Metrics } from './metrics/metrics.ts'
import { FailedAttempts } from './security/attempts.ts'
import { ClientAddresses } from './security/client-address.ts'
import type { DiscordLogIn } from './security/discord-log-in.ts'
import { OpenStreams } from './security/open-streams.ts'
import { RequestRates } from './security/request-rates.ts'
import { Sessions } from './security/sessions.ts'
import { takeUnreadBody } from './security/unread-bodies.ts'

export interface ServeOptions {
  readonly autointel: Autointel
  readonly log: Logger
  /** 0: any that is free. Default: that of the settings. */
  readonly port?: number
  readonly patience?: Patience
}

/** How long somebody may take to send a request: longer ones are cut off. */
interface Patience {
  readonly headersMs: number
  /** Its body included. */
  readonly requestMs: number
  /** How often it is looked whether somebody takes longer. */
  readonly lookEveryMs: number
}

export interface HttpServer {
  readonly url: string
  /**
   * Answers 503 from now on, lets what is under way come to its end for so long, then closes everything.
   *
   * @param before what is to come to its end as well before nothing is answered any more
   */
  stop(graceMs: number, before?: () => Promise<void>): Promise<void>
}

const usualPatience: Patience = { headersMs: 15_000, requestMs: 120_000, lookEveryMs: 5_000 }
/**
 * So long a connection stays open on which nothing is asked: longer than clients and proxies keep theirs, who would else ask on one that
 * is just being closed. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html: 60 s (2026-11)
 */
const keepAliveMs = 75_000
/** So many connections stay open at once at most. */
const mostConnections = 20_000

/**
 * Listens where the settings say.
 *
 * @throws {NodeJS.ErrnoException} such as `EADDRINUSE`.
 */
export async function serveHttp({
  autointel,
  log,
  port,
  patience = usualPatience,
}: ServeOptions): Promise<HttpServer> {
  const { http } = autointel.config
  let isStopping = false
  const live = new LiveEvents(autointel, log)
  const books = new BookCache(autointel)
  const metrics = await Metrics.open(autointel, live)
  const app = createHttpApp({
    autointel,
    log,
    addresses: new ClientAddresses(http.trustedProxies),
    attempts: new FailedAttempts(autointel.now),
    requestRates: new RequestRates(http.requestsPerMinute, autointel.now),
    gatewayRates: new RequestRates(http.gatewayCallsPerMinute, autointel.now),
    streams: new OpenStreams(http.eventStreams),
    sessions: new Sessions(autointel.now),
    discordLogIn: await openDiscordLogIn(autointel, log),
    discordNames: await openDiscordNames(autointel, log),
    books,
    sessionCost: await autointel.ledger.runningSpend(autointel.now()),
    live,
    metrics,
    isStopping: () => isStopping,
  })
  const open = new OpenAnswers()
  const server = createAdaptorServer({
    fetch: app.fetch,
    // Clients of HTTP/1.0 need not name the host that they ask.
    hostname: http.host.includes(':') ? `[${http.host}]` : http.host,
    overrideGlobalObjects: false,
    autoCleanupIncoming: false,
    serverOptions: {
      keepAliveTimeout: keepAliveMs,
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: patience.lookEveryMs,
    },
  }) as Server
  server.maxConnections = mostConnections
  server.on('request', (request, response) => {
    open.add(response)
    takeUnreadBody(request, response)
  })
  server.listen({ port: port ?? http.port ?? 0, host: http.host })
  try {
    await once(server, 'listening')
  } catch (error) {
    live.close()
    metrics.close()
    throw error
  }
  const url = addressOf(server, http.host)
  log.info({ url: http.publicUrl ?? url }, 'the page, the API and the gateway are up')
  if (http.publicUrl !== undefined && http.trustedProxies.length === 0)
    log.warn(
      'whoever comes by a proxy has its address, and wrong keys of one lock all of them out: see HTTP_TRUSTED_PROXIES',
    )
  return {
    url,
    async stop(graceMs, before) {
      if (isStopping) return
      isStopping = true
      live.close()
      await open.ended(autointel.timers.after(graceMs))
      await before?.()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      metrics.close()
      await closed
    },
  }
}

async function openDiscordLogIn({ config, now }: Autointel, log: Logger): Promise<DiscordLogIn | undefined> {
  if (config.discord.clientSecret === undefined) return undefined
  const { DiscordLogIn } = await import('./security/discord-log-in.ts')
  return new DiscordLogIn(config.discord, { log, now })
}

async function openDiscordNames({ config, now }: Autointel, log: Logger): Promise<DiscordNames | undefined> {
  if (config.discord.token === undefined) return undefined
  const { DiscordNames } = await import('./discord-names.ts')
  return new DiscordNames(config.discord, { log, now })
}

/** Answers that have not come to their end. */
class OpenAnswers {
  readonly #open = new Set<NodeJS.EventEmitter>()
  #whenNone: (() => void) | undefined

  add(answer: NodeJS.EventEmitter): void {
    this.#open.add(answer)
    answer.once('close', () => {
      this.#open.delete(answer)
      if (this.#open.size === 0) this.#whenNone?.()
    })
  }

  /** Resolves when there are none, or when the time is over. */
  ended(timeLimit: AbortSignal): Promise<void> {
    if (this.#open.size === 0 || timeLimit.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      this.#whenNone = resolve
      timeLimit.addEventListener('abort', () => resolve(), { once: true })
    })
  }
}

function addressOf(server: Server, host: string): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Expected a TCP address.')
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`
}
