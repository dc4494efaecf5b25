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
  /** The next COMMIT never arrives: the connection is lost before. */
  stopNextCommit(): void
  /** Whoever is through is sent away; whoever comes is heard by nobody, or sent away at once too. */
  greet(newcomers: Greeting): void
}

type Greeting = 'with silence' | 'with a closed door'

/** In front of a database, until the test is over. */
export async function breakableConnection(url: string): Promise<BreakableConnection> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let losesCommit = false
  let stopsCommit = false
  let greeting: Greeting | undefined
  const proxy = createServer((client) => {
    if (greeting === 'with a closed door') return void client.end()
    if (greeting === 'with silence') return void sockets.add(client.on('close', () => sockets.delete(client)))
    const server = connect(Number(target.port), target.hostname)
    const commits = new Commits()
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
    client.on('data', (chunk) => {
      const isStopped = commits.isIn(chunk) && stopsCommit
      if (!isStopped) return void server.write(chunk)
      stopsCommit = false
      client.destroy()
    })
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
    mend: async () => {
      greeting = undefined
      if (!proxy.listening) await listen(proxy, port)
    },
    loseNextCommit: () => {
      losesCommit = true
    },
    stopNextCommit: () => {
      stopsCommit = true
    },
    greet: (newcomers) => {
      greeting = newcomers
      for (const socket of sockets) socket.end()
    },
  }
}

/** Sees the statements that commit: the first of a connection is named, those after it are asked for by that name. */
class Commits {
  #name: string | undefined

  isIn(chunk: Buffer | string): boolean {
    const text = Buffer.from(chunk).toString('latin1')
    const [, named] = /(\w+)\0commit\0/.exec(text) ?? []
    this.#name ??= named
    return this.#name !== undefined && text.includes(`${this.#name}\0`)
  }
}

async function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(port, '127.0.0.1', resolve)
  await promise
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}
