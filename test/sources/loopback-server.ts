import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'

export interface LoopbackServer extends AsyncDisposable {
  readonly port: number
  /** `127.0.0.1:port`, as allow lists take it. */
  readonly host: string
  /** `http://127.0.0.1:port` */
  readonly origin: string
  /** Paths asked for, in order. */
  readonly requests: string[]
}

/** A real HTTP server on the loopback interface, gone at the end of the block that holds it with `await using`. */
export async function serve(listener: RequestListener): Promise<LoopbackServer> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    response.on('error', () => undefined)
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    host: `127.0.0.1:${port}`,
    origin: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Serves one body under every path. */
export function serveBody(
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>>,
): Promise<LoopbackServer> {
  return serve((_request, response) => response.writeHead(200, headers).end(body))
}

/** A port of the loopback interface at which nothing listens. */
export async function findClosedPort(): Promise<number> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
