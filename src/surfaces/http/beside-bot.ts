import type { Logger } from 'pino'
import type { Autointel } from '../../app/open-autointel.ts'
import type { HttpServer } from './serve-http.ts'

/** The same beside a bot, which does without it where the port is taken: several bots may run on one machine. */
export async function besideBot(parts: {
  readonly autointel: Autointel
  readonly log: Logger
}): Promise<Pick<HttpServer, 'stop'>> {
  const { serveHttp } = await import('./serve-http.ts')
  const { port, host } = parts.autointel.config.http
  try {
    return await serveHttp(parts)
  } catch (error) {
    parts.log.warn(
      { err: error, host, port },
      'the page, the API and the gateway cannot listen there: see HTTP_PORT',
    )
    return { stop: async () => undefined }
  }
}
