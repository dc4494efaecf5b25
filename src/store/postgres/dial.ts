import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, isIP, type NetConnectOpts, type Socket } from 'node:net'
import { connect as secure } from 'node:tls'
import { ConnectionError } from './connection-error.ts'

/** Where a server is, as the driver reads addresses. */
export interface Destination {
  /** Tried one after another, each at its port, or at the last one there is. */
  readonly host: readonly string[]
  readonly port: readonly number[]
  /** Of a Unix socket, instead. */
  readonly path?: string | undefined | false
}

/** How safe the way to it has to be: https://www.postgresql.org/docs/18/libpq-ssl.html#LIBPQ-SSL-PROTECTION (2026-11) */
export interface Protection {
  readonly mode: ProtectionMode
  /** A PEM file of those who may vouch for the server. Default: those that Node knows. */
  readonly rootCertificates: string | undefined
}

const protectionModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const
type ProtectionMode = (typeof protectionModes)[number]

/** https://www.postgresql.org/docs/18/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-SSLREQUEST */
const requestForTls = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

/** What an address says of the protection, and the address without it, which the driver would see to itself. */
export function protectionOf(address: string): { readonly protection: Protection; readonly rest: string } {
  const url = new URL(address)
  const given = url.searchParams.get('sslmode') ?? url.searchParams.get('ssl') ?? 'disable'
  const roots = url.searchParams.get('sslrootcert')
  for (const name of ['sslmode', 'ssl', 'sslrootcert']) url.searchParams.delete(name)
  // Whoever means something else by it means to be protected.
  const mode = protectionModes.find((one) => one === given) ?? (given === 'true' ? 'require' : 'verify-full')
  const rootCertificates = roots === null || roots === 'system' ? undefined : roots
  return { protection: { mode, rootCertificates }, rest: url.href }
}

/**
 * Connects to the first of the hosts that can be reached.
 *
 * @throws {Error} with the system's code, or `TLS_FAILED`
 */
export async function dial(
  { host: hosts, port: ports, path }: Destination,
  protection: Protection,
  timeout: AbortSignal,
): Promise<Socket> {
  if (path) return reach({ path }, timeout)
  const failures: unknown[] = []
  for (const [index, host] of hosts.entries()) {
    try {
      const socket = await reach({ host, port: ports[index] ?? ports.at(-1) ?? 5432 }, timeout)
      return await protect(socket, host, protection, timeout)
    } catch (error) {
      failures.push(error)
    }
  }
  throw failures.at(-1)
}

async function reach(destination: NetConnectOpts, timeout: AbortSignal): Promise<Socket> {
  const socket = connect(destination)
  await orGone(socket, once(socket, 'connect', { signal: timeout }))
  return socket
}

async function protect(
  socket: Socket,
  host: string,
  { mode, rootCertificates }: Protection,
  timeout: AbortSignal,
): Promise<Socket> {
  if (mode === 'disable') return socket
  const isVerified = mode.startsWith('verify')
  const roots = rootCertificates === undefined ? {} : { ca: readFileSync(rootCertificates) }
  socket.write(requestForTls)
  const [answer] = (await orGone(socket, once(socket, 'data', { signal: timeout }))) as [Buffer]
  // More than one letter would be of somebody in between.
  const speaksTls = answer.toString() === 'S'
  if (!speaksTls && (mode === 'allow' || mode === 'prefer')) return socket
  if (!speaksTls) {
    socket.destroy()
    throw new ConnectionError('TLS_FAILED', 'the server does not speak TLS')
  }
  const secured = secure({
    socket,
    rejectUnauthorized: isVerified,
    // Whose certificate it has to be; without one Node takes that of localhost for good.
    host,
    ...(isIP(host) === 0 && { servername: host }),
    ...(mode === 'verify-ca' && { checkServerIdentity: () => undefined }),
    ...roots,
  })
  try {
    await orGone(secured, once(secured, 'secureConnect', { signal: timeout }))
  } catch (error) {
    throw new ConnectionError('TLS_FAILED', error instanceof Error ? error.message : String(error))
  }
  return secured
}

/** What is awaited of a socket, which is gone when that fails. */
async function orGone<T>(socket: Socket, awaited: Promise<T>): Promise<T> {
  try {
    return await awaited
  } catch (error) {
    socket.destroy()
    const isLate = error instanceof Error && error.name === 'AbortError'
    throw isLate ? new ConnectionError('ETIMEDOUT', 'the server does not answer') : error
  }
}
