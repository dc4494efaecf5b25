import type { HttpBindings } from '@hono/node-server'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Logger } from 'pino'
import type { Autointel } from '../../app/open-autointel.ts'
import type { RunningSpend } from '../../ledger/running-spend.ts'
import type { BookCache } from './book-cache.ts'
import type { DiscordNames } from './discord-names.ts'
import type { LiveEvents } from './live-events.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { FailedAttempts } from './security/attempts.ts'
import type { Caller } from './security/caller.ts'
import type { ClientAddresses } from './security/client-address.ts'
import type { DiscordLogIn } from './security/discord-log-in.ts'
import type { OpenStreams } from './security/open-streams.ts'
import type { RequestRates } from './security/request-rates.ts'
import type { Sessions } from './security/sessions.ts'

/** What every route works with. */
export interface HttpParts {
  readonly autointel: Autointel
  readonly log: Logger
  readonly addresses: ClientAddresses
  readonly attempts: FailedAttempts
  /** Of the API and the page. */
  readonly requestRates: RequestRates
  readonly gatewayRates: RequestRates
  readonly streams: OpenStreams
  readonly sessions: Sessions
  /** Undefined: nobody logs in with Discord. */
  readonly discordLogIn: DiscordLogIn | undefined
  /** Undefined: there is no bot, and nobody has a name. */
  readonly discordNames: DiscordNames | undefined
  readonly books: BookCache
  /** Since the process came up. */
  readonly sessionCost: RunningSpend
  readonly live: LiveEvents
  readonly metrics: Metrics
  readonly isStopping: () => boolean
}

/** Of hono: what a request comes with, and what is found out about it on the way. */
export interface HttpEnvironment {
  Bindings: HttpBindings
  Variables: { caller: Caller }
}

export type HttpApp = OpenAPIHono<HttpEnvironment>
