import { once } from 'node:events'
import { connect } from 'node:net'
import { onTestFinished } from 'vitest'
import type { LocalHttp } from './local-http.ts'

/** A connection of somebody who writes what they like. */
interface RawConnection {
  write(text: string): void
  /** Resolves when this has come back over it. */
  came(text: string): Promise<void>
  /** All that has come back, once it is closed. */
  readonly closed: Promise<string>
}

export async function connectRaw({ url }: Pick<LocalHttp, 'url'>): Promise<RawConnection> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  let came = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk) => {
    came += chunk
  })
  // One that is reset is closed as well.
  socket.on('error', () => undefined)
  const { promise: closed, resolve } = Promise.withResolvers<string>()
  socket.on('close', () => resolve(came))
  return {
    write: (text) => void socket.write(text),
    async came(text) {
      while (!came.includes(text)) await once(socket, 'data')
    },
    closed,
  }
}

/** The beginning of a request, up to its body. */
export function requestHead(line: string, headers: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries({ host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}`)
  return `${[`${line} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`
}
