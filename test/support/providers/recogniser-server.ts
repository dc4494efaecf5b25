import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

export interface RecogniserCall {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface RecogniserAnswer {
  readonly status?: number
  readonly json: unknown
}

/** A server of a recogniser with a form of its own, in a test: it answers as the test says. */
export async function startRecogniser(answer: (call: RecogniserCall, number: number) => RecogniserAnswer) {
  const calls: RecogniserCall[] = []
  const server = createServer(async (request, response) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    )
    const body = await buffer(request)
    const call = { method: request.method ?? '', path: request.url ?? '', headers, body }
    const { status = 200, json } = answer(call, calls.push(call) - 1)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls }
}
