import { GatewayOpcodes } from 'discord.js'
import type { WebSocket } from 'ws'

interface Dispatch {
  op: GatewayOpcodes.Dispatch
  s: number
  t: string
  d: unknown
}

/** What a bot said when it identified. */
export interface Identify {
  token: string
  intents: number
  shard?: readonly [number, number]
  compress?: boolean
  properties?: Readonly<Record<string, string>>
  presence?: unknown
}

/** One shard's session: it outlives its connection, and keeps what it sent for those who resume. */
export interface GatewaySession {
  readonly id: string
  readonly shard: readonly [number, number]
  readonly intents: number
  /** Sends now if connected, at the next resume if not. */
  dispatch(event: string, data: unknown): void
  /** Takes a new connection and sends what came after `sequence`. */
  resume(socket: WebSocket, sequence: number): void
  isConnected(): boolean
  socket(): WebSocket
}

export function createSession(id: string, identify: Identify, firstSocket: WebSocket): GatewaySession {
  const log: Dispatch[] = []
  let socket = firstSocket
  const send = (dispatch: Dispatch) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(dispatch))
  }
  const session: GatewaySession = {
    id,
    shard: identify.shard ?? [0, 1],
    intents: identify.intents,
    dispatch(event, data) {
      const entry: Dispatch = { op: GatewayOpcodes.Dispatch, s: log.length + 1, t: event, d: data }
      log.push(entry)
      send(entry)
    },
    resume(newSocket, sequence) {
      socket = newSocket
      for (const missed of log.slice(sequence)) send(missed)
      session.dispatch('RESUMED', { _trace: [] })
    },
    isConnected: () => socket.readyState === socket.OPEN,
    socket: () => socket,
  }
  return session
}
