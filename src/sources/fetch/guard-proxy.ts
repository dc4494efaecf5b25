import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { buildConnector } from 'undici'
import type { AllowedHosts } from './allowed-hosts.ts'

/** A proxy on this machine through which programs reach what the guarded connector lets them reach, and nothing else. */
export interface GuardProxy {
  /** `http://127.0.0.1:port` */
  readonly url: string
  /** More has come through it than it lets through: it is shut. */
  readonly isExhausted: boolean
  close(): Promise<void>
}

/**
 * For https alone, by CONNECT: whatever else is asked is refused.
 *
 * @param options.mostBytes so much may come from all hosts together
 */
export async function openGuardProxy(options: {
  readonly connector: buildConnector.connector
  readonly allowedHosts: AllowedHosts
  readonly mostBytes: number
}): Promise<GuardProxy> {
  let remainingBytes = options.mostBytes
  const server = createServer((_request, response) => response.writeHead(403).end())
  const open = new Set<Duplex>()
  const close = () => {
    for (const socket of open) socket.destroy()
  }
  const onBytes = (count: number) => {
    remainingBytes -= count
    if (remainingBytes < 0) close()
  }
  server.on('connect', (request, socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy())
    if (remainingBytes < 0) socket.destroy()
    else tunnel(request, socket, { ...options, onBytes })
  })
  await listening(server)
  server.unref()
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get isExhausted() {
      return remainingBytes < 0
    },
    close: async () => {
      close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
}

function tunnel(
  { url: authority = '' }: IncomingMessage,
  socket: Duplex,
  options: {
    readonly connector: buildConnector.connector
    readonly allowedHosts: AllowedHosts
    readonly onBytes: (count: number) => void
  },
): void {
  const { connector, allowedHosts, onBytes } = options
  const refuse = () => void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  const { hostname = '', port = '' } = URL.parse(`connect://${authority}`) ?? {}
  if (hostname === '' || (port !== '443' && !allowedHosts.includes(hostname, port))) {
    refuse()
    return
  }
  // TLS is between the program and the host: to the connector it is bytes, as of http.
  connector({ hostname, host: authority, protocol: 'http:', port }, (error, target) => {
    if (error !== null || target === null) {
      refuse()
      return
    }
    target.on('error', () => socket.destroy()).on('close', () => socket.destroy())
    socket.on('close', () => target.destroy())
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    target.on('data', (chunk: Uint8Array) => onBytes(chunk.byteLength))
    target.pipe(socket).pipe(target)
  })
}
