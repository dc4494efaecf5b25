import type { Context, MiddlewareHandler } from 'hono'
import type { HttpEnvironment } from '../http-context.ts'
import { ProblemError } from '../problem.ts'

/**
 * The body of a request, of which no more is taken in than it may have, whether it says its length or not.
 *
 * @throws {ProblemError} 413
 */
export async function limitedBody({ req }: Context<HttpEnvironment>, mostBytes: number): Promise<Uint8Array> {
  if (Number(req.header('content-length') ?? 0) > mostBytes) throw tooLarge(mostBytes)
  const { body } = req.raw
  if (!body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > mostBytes) throw tooLarge(mostBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Bodies are read before the routes, which find them already read. */
export function limitBodies(mostBytes: number): MiddlewareHandler<HttpEnvironment> {
  return async (context, next) => {
    if (context.req.method !== 'GET') {
      const bytes = await limitedBody(context, mostBytes)
      // Hono keeps a promise there, whatever its types say.
      const kept = Promise.resolve(new Uint8Array(bytes).buffer)
      context.req.bodyCache.arrayBuffer = kept as unknown as ArrayBuffer
    }
    return next()
  }
}

function tooLarge(mostBytes: number): ProblemError {
  return new ProblemError({
    status: 413,
    code: 'request_too_large',
    detail: `Expected at most ${mostBytes} bytes.`,
    // What is left of the body is not read.
    headers: { connection: 'close' },
  })
}
