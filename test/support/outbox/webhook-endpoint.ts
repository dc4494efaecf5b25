import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface ReceivedEvent {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** An endpoint on loopback that answers with the statuses given, one after another, then 204; `undefined` cuts the connection. */
export async function startWebhookEndpoint(statuses: readonly (number | undefined)[] = []) {
  const received: ReceivedEvent[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = '', headers } = request
    const status = received.length < statuses.length ? statuses[received.length] : 204
    received.push({ method, headers, body: Buffer.concat(chunks).toString('utf8') })
    if (status === undefined) response.socket?.resetAndDestroy()
    else response.writeHead(status, { location: '/elsewhere' }).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`, received }
}
