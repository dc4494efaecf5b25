import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface GenerationServer {
  readonly url: string
  /** What was asked for, and with which key. */
  readonly asked: { readonly path: string; readonly authorization: string | undefined }[]
  close(): Promise<void>
}

/** OpenRouter's `GET …/generation?id=`. @param answers by id; of what is not there 404. */
export async function startGenerationServer(
  answers: Readonly<Record<string, { readonly status?: number; readonly body: unknown }>>,
): Promise<GenerationServer> {
  const asked: { path: string; authorization: string | undefined }[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://provider')
    asked.push({ path: `${url.pathname}${url.search}`, authorization: request.headers.authorization })
    const answer = answers[url.searchParams.get('id') ?? '']
    const { status = 200, body } = answer ?? {
      status: 404,
      body: { error: { code: 404, message: 'Not found.' } },
    }
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
