import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Gateway, GatewayLog } from './gateway/gateway-server.ts'
import { createGateway } from './gateway/gateway-server.ts'
import { dispatchMessages } from './gateway/message-events.ts'
import type { Actions } from './interactions/actions.ts'
import { createActions } from './interactions/actions.ts'
import type { Interventions } from './interventions.ts'
import { createInterventions } from './interventions.ts'
import type { Observation } from './observation.ts'
import { createObservation } from './observation.ts'
import type { LocalDiscordOptions } from './options.ts'
import { createPosts, type Posts } from './posts.ts'
import { createRateLimiter, defaultRateLimits } from './rest/rate-limiter.ts'
import { createRestListener } from './rest/rest-server.ts'
import { allRoutes } from './routes/index.ts'
import { createState } from './state.ts'

/**
 * A Discord on this machine, for a real client to connect to: what members do (`Actions`), what a test sees
 * (`Observation`) and what it makes go wrong (`Interventions`). All ids are strings.
 */
export interface LocalDiscord
  extends Actions,
    Observation,
    Posts,
    Interventions,
    Pick<Gateway, 'dispatch' | 'drop' | 'reconnect' | 'invalidate'> {
  /** For discord.js: `rest: { api: apiUrl }`. */
  apiUrl: string
  token: string
  applicationId: string
  /** Of the application, for logging in. */
  clientSecret: string
  gatewayLog: GatewayLog
  close(): Promise<void>
}

/** Starts on a free port of 127.0.0.1. */
export async function startLocalDiscord(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const server = createServer()
  const origin = (scheme: string) => `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`
  const gatewayUrl = () => `${origin('ws')}/gateway/`
  const state = createState(options, () => origin('http'))
  const { world } = state

  const privilegedIntents = options.privilegedIntents ?? false
  const limiter = createRateLimiter({
    now: world.clock.now,
    rules: { ...defaultRateLimits, ...options.rateLimits },
    globalRequestsPerSecond: options.globalRequestsPerSecond ?? 50,
  })
  const routes = allRoutes({ ...state, gatewayUrl, shards: options.shards ?? 1, privilegedIntents })
  server.on('request', createRestListener({ ...state, routes, limiter }))
  const gateway = createGateway({
    server,
    world,
    changes: state.changes,
    url: gatewayUrl,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250,
    privilegedIntents,
  })
  dispatchMessages(state, gateway)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    ...createActions({ ...state, gateway }),
    ...createObservation(state),
    ...createPosts({ ...state, gateway }),
    ...createInterventions({ ...state, gateway }),
    dispatch: gateway.dispatch,
    drop: gateway.drop,
    reconnect: gateway.reconnect,
    invalidate: gateway.invalidate,
    apiUrl: `${origin('http')}/api`,
    token: world.token,
    applicationId: world.application.id,
    clientSecret: world.logIns.clientSecret,
    gatewayLog: gateway.log,
    async close() {
      gateway.close()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
