import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord.js'
import type { WebSocket } from 'ws'
import { WebSocketServer } from 'ws'
import type { Changes } from '../changes.ts'
import { guildCreateDispatch } from '../guild.ts'
import type { World } from '../world.ts'
import type { Resume } from './gateway-connection.ts'
import { sendOperation, serveConnection } from './gateway-connection.ts'
import type { GatewaySession, Identify } from './gateway-session.ts'
import { createSession } from './gateway-session.ts'
import { identifyRefusal } from './identify-refusal.ts'

export interface GatewayDependencies {
  server: Server
  world: World
  changes: Changes
  url: () => string
  heartbeatIntervalMs: number
  privilegedIntents: boolean
}

/** What bots did on the gateway, in order. */
export interface GatewayLog {
  identifies: Identify[]
  /** Session ids of resumes that succeeded. */
  resumes: string[]
  heartbeats: number
  /** Connections that a bot has closed for good. */
  goodbyes: number
}

export interface Gateway {
  log: GatewayLog
  /** Sends to the shard that has the guild; direct messages are shard 0's. Throws when no bot is there. */
  dispatch(event: string, data: unknown, guildId: string | undefined): void
  /** Sends to the shard if it asked for the intent, as much as its intents allow; else does nothing. */
  dispatchIfIntended(
    event: string,
    dataFor: (intents: number) => unknown,
    guildId: string | undefined,
    intent: number,
  ): void
  /** Cuts all connections without a word. */
  drop(): void
  /** Asks all connections to reconnect (opcode 7). */
  reconnect(): void
  /** Declares all sessions invalid (opcode 9); they can be resumed only if `isResumable`. */
  invalidate(isResumable: boolean): void
  close(): void
}

type Sessions = Map<string, GatewaySession>

export function createGateway(dependencies: GatewayDependencies): Gateway {
  const { server, changes, heartbeatIntervalMs } = dependencies
  const sessions: Sessions = new Map()
  const log: GatewayLog = { identifies: [], resumes: [], heartbeats: 0, goodbyes: 0 }
  const sockets = new WebSocketServer({ server, path: '/gateway/' })
  sockets.on('connection', (socket) =>
    serveConnection(socket, {
      heartbeatIntervalMs,
      identify: (data) => identify(dependencies, sessions, log, socket, data),
      resume: (data) => resume(dependencies, sessions, log, socket, data),
      onHeartbeat() {
        log.heartbeats += 1
        changes.touch()
      },
      onClose(session, code) {
        const isFinal = code === 1000 || code === 1001
        if (isFinal && session?.socket() === socket) sessions.delete(session.id)
        if (isFinal) log.goodbyes += 1
        changes.touch()
      },
    }),
  )
  const sessionOf = (guildId: string | undefined) =>
    [...sessions.values()].findLast((session) => isOnShard(guildId, session))
  const toAll = (op: GatewayOpcodes, data: unknown) => {
    for (const socket of sockets.clients) sendOperation(socket, op, data)
  }
  const drop = () => {
    for (const socket of sockets.clients) socket.terminate()
  }
  return {
    log,
    dispatch(event, data, guildId) {
      const session = sessionOf(guildId)
      if (session === undefined) throw new Error(`No bot is connected to receive ${event}: log in first`)
      session.dispatch(event, data)
    },
    dispatchIfIntended(event, dataFor, guildId, intent) {
      const session = sessionOf(guildId)
      if (session !== undefined && (session.intents & intent) !== 0)
        session.dispatch(event, dataFor(session.intents))
    },
    drop,
    reconnect: () => toAll(GatewayOpcodes.Reconnect, null),
    invalidate(isResumable) {
      if (!isResumable) sessions.clear()
      toAll(GatewayOpcodes.InvalidSession, isResumable)
    },
    close() {
      drop()
      sockets.close()
    },
  }
}

function identify(
  { world, changes, url, privilegedIntents }: GatewayDependencies,
  sessions: Sessions,
  log: GatewayLog,
  socket: WebSocket,
  data: Identify,
): GatewaySession | undefined {
  const refusal = identifyRefusal(data, { token: world.token, privilegedIntents })
  if (refusal !== undefined) {
    socket.close(refusal)
    return undefined
  }
  log.identifies.push(data)
  const session = createSession(randomBytes(16).toString('hex'), data, socket)
  sessions.set(session.id, session)
  const guilds = [...world.guilds.values()].filter(({ id, hasBot }) => hasBot && isOnShard(id, session))
  session.dispatch('READY', {
    v: 10,
    user: { ...world.bot, verified: true, mfa_enabled: true, email: null, flags: 0 },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    session_type: 'normal',
    resume_gateway_url: url(),
    shard: session.shard,
    application: { id: world.application.id, flags: world.application.flags },
    private_channels: [],
    relationships: [],
    _trace: [],
  })
  if ((session.intents & GatewayIntentBits.Guilds) !== 0) {
    for (const guild of guilds) session.dispatch('GUILD_CREATE', guildCreateDispatch(guild, world.bot.id))
  }
  changes.touch()
  return session
}

function resume(
  { world, changes }: GatewayDependencies,
  sessions: Sessions,
  log: GatewayLog,
  socket: WebSocket,
  { token, session_id: id, seq }: Resume,
): GatewaySession | undefined {
  if (token !== world.token) {
    socket.close(GatewayCloseCodes.AuthenticationFailed)
    return undefined
  }
  const session = sessions.get(id)
  if (session === undefined) {
    sendOperation(socket, GatewayOpcodes.InvalidSession, false)
    return undefined
  }
  session.resume(socket, seq)
  log.resumes.push(id)
  changes.touch()
  return session
}

/** https://discord.com/developers/docs/events/gateway#sharding (read 2026-11). */
function isOnShard(guildId: string | undefined, { shard: [index, count] }: GatewaySession): boolean {
  if (guildId === undefined) return index === 0
  return Number((BigInt(guildId) >> 22n) % BigInt(count)) === index
}
