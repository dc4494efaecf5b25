import { GatewayCloseCodes, GatewayOpcodes } from 'discord.js'
import type { WebSocket } from 'ws'
import type { GatewaySession, Identify } from './gateway-session.ts'

export interface Resume {
  token: string
  session_id: string
  seq: number
}

export interface ConnectionDependencies {
  heartbeatIntervalMs: number
  /** Both close the connection, or declare the session invalid, when they give no session. */
  identify(data: Identify): GatewaySession | undefined
  resume(data: Resume): GatewaySession | undefined
  onHeartbeat(): void
  onClose(session: GatewaySession | undefined, code: number): void
}

/** Speaks gateway version 10 in plain JSON: what discord.js asks for unless zlib-sync is installed. */
export function serveConnection(socket: WebSocket, dependencies: ConnectionDependencies): void {
  let session: GatewaySession | undefined
  sendOperation(socket, GatewayOpcodes.Hello, {
    heartbeat_interval: dependencies.heartbeatIntervalMs,
    _trace: [],
  })
  socket.on('message', (data) => {
    const payload = parsePayload(String(data))
    switch (payload?.op) {
      case GatewayOpcodes.Heartbeat:
        dependencies.onHeartbeat()
        sendOperation(socket, GatewayOpcodes.HeartbeatAck, null)
        return
      case GatewayOpcodes.Identify:
        if (session) socket.close(GatewayCloseCodes.AlreadyAuthenticated)
        else session = dependencies.identify(payload.d as Identify)
        return
      case GatewayOpcodes.Resume:
        session = dependencies.resume(payload.d as Resume)
        return
      case GatewayOpcodes.PresenceUpdate:
      case GatewayOpcodes.RequestGuildMembers:
        if (!session) socket.close(GatewayCloseCodes.NotAuthenticated)
        return
      default:
        socket.close(payload ? GatewayCloseCodes.UnknownOpcode : GatewayCloseCodes.DecodeError)
    }
  })
  socket.on('close', (code) => dependencies.onClose(session, code))
}

export function sendOperation(socket: WebSocket, op: GatewayOpcodes, d: unknown): void {
  socket.send(JSON.stringify({ op, d, s: null, t: null }))
}

function parsePayload(text: string): { op: GatewayOpcodes; d: unknown } | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
