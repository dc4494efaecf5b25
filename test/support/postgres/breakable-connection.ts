import { connect, createServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A way to a database that can be cut. */
export interface BreakableConnection {
  readonly url: string
  /** From now on nobody is let in, and who is through is cut off. */
  cut(): void
  mend(): Promise<void>
  /** The answer to the next COMMIT never comes back: the connection is lost instead. */
  loseNextCommit(): void
}

/** In front of a database, until the test is over. */
export async function breakableConnection(url: string): Promise<BreakableConnection> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let losesCommit = false
  const proxy = createServer((client) => {
    const server = connect(Number(target.port), target.hostname)
    const both = [client, server]
    for (const socket of both) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        for (const other of both) other.destroy()
      })
    }
    server.on('data', (chunk) => {
      const isLost = losesCommit && chunk.includes('COMMIT')
      if (!isLost) return void client.write(chunk)
      losesCommit = false
      client.destroy()
    })
    client.on('data', (chunk) => server.write(chunk))
  })
  const port = await listen(proxy, 0)
  const cut = () => {
    proxy.close()
    for (const socket of sockets) socket.destroy()
  }
  onTestFinished(cut)
  return {
    url: Object.assign(new URL(url), { port: String(port) }).href,
    cut,
    mend: () => listen(proxy, port).then(() => undefined),
    loseNextCommit: () => {
      losesCommit = true
    },
  }
}

async function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(port, '127.0.0.1', resolve)
  await promise
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}
