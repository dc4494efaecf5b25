import type { IncomingMessage, ServerResponse } from 'node:http'

/** Of a body that is not wanted so much is taken at most: enough for a client to read why it is not. */
const mostTakenBytes = 256 * 1024 * 1024

/**
 * Takes what is left of a request that is answered before all of it has come. A client that still writes when its connection is closed
 * would not see the answer.
 */
export function takeUnreadBody(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    if (request.complete || request.destroyed) return
    let taken = 0
    request.on('error', () => undefined)
    request.on('data', (chunk: Uint8Array) => {
      taken += chunk.byteLength
      if (taken > mostTakenBytes) request.destroy()
    })
  })
}
