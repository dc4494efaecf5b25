import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { buildConnector } from 'undici'
import { onTestFinished } from 'vitest'
import { localConnector } from './local-connector.ts'

/** What an address answers with: a body, JSON, or a status with a body. A missing one is answered with 404. */
export type LocalAnswer =
  | string
  | { readonly json: unknown; readonly status?: number }
  | {
      readonly body: string | Uint8Array
      readonly type: string
      readonly status?: number
      readonly fileName?: string
    }
  | { readonly status: number; readonly location?: string }

/** One answer, or one that depends on the headers of the request. */
export type LocalAnswers = Readonly<
  Record<string, LocalAnswer | ((headers: IncomingHttpHeaders) => LocalAnswer)>
>

export interface LocalWeb {
  /** Takes the place of the guarded connector: every host is served here, without TLS. */
  readonly connector: buildConnector.connector
  /** What was asked for, in order: `GET https://…`. */
  readonly requests: readonly string[]
}

/**
 * The web, for a test: addresses without scheme by what they answer with. `*` at the end stands for any rest; the longest that fits
 * answers.
 *
 * @example
 * ```ts
 * const web = await openLocalWeb({ 'vimeo.com/api/oembed.json*': { json: { title: 'Bridges' } } })
 * const reader = createSourceReader({ …, connector: web.connector })
 * ```
 */
export async function openLocalWeb(answers: LocalAnswers): Promise<LocalWeb> {
  const requests: string[] = []
  const listener: RequestListener = (request, response) => {
    const address = `${request.headers.host}${request.url}`
    requests.push(`${request.method} ${address}`)
    const answer = answerTo(address, request.headers, answers)
    response.on('error', () => undefined)
    if (typeof answer === 'string') response.writeHead(200, { 'content-type': 'text/html' }).end(answer)
    else if ('json' in answer)
      response
        .writeHead(answer.status ?? 200, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer.json))
    else if ('body' in answer)
      response
        .writeHead(answer.status ?? 200, {
          'content-type': answer.type,
          ...(answer.fileName && { 'content-disposition': `attachment; filename="${answer.fileName}"` }),
        })
        .end(answer.body)
    else response.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end()
  }
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    requests,
    connector: localConnector(port),
  }
}

function answerTo(address: string, headers: IncomingHttpHeaders, answers: LocalAnswers): LocalAnswer {
  const fitting = Object.keys(answers).filter((pattern) =>
    pattern.endsWith('*') ? address.startsWith(pattern.slice(0, -1)) : address === pattern,
  )
  const [longest = ''] = fitting.toSorted((one, other) => other.length - one.length)
  const answer = answers[longest] ?? { status: 404 }
  return typeof answer === 'function' ? answer(headers) : answer
}
