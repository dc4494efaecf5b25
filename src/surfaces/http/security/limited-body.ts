import type { IncomingMessage } from 'node:http'
import type { Context, MiddlewareHandler } from 'hono'
import type { HttpEnvironment } from '../http-context.ts'
import { ProblemError } from '../problem.ts'

/**
 * The body of a request, of which no more is kept than it may have, whether it says its length or not.
 *
 * @throws {ProblemError} 413, and 400 when it is cut off.
 */
export async function limitedBody(
  { req, env }: Context<HttpEnvironment>,
  mostBytes: number,
): Promise<Uint8Array> {
  if (Number(req.header('content-length') ?? 0) > mostBytes) throw tooLarge(mostBytes)
  return readBody(env.incoming, mostBytes)
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

/** Not by way of the request's own stream: making one takes longer than all the rest of a call. */
function readBody(incoming: IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  if (incoming.readableEnded) return Promise.resolve(new Uint8Array())
  if (incoming.destroyed) return Promise.reject(cutOff)
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const chunks: Uint8Array[] = []
  let size = 0
  const take = (chunk: Uint8Array) => {
    size += chunk.byteLength
    if (size > mostBytes) return reject(tooLarge(mostBytes))
    chunks.push(chunk)
  }
  const cut = () => reject(cutOff)
  const end = () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))
  incoming.on('data', take).once('end', end).once('error', cut).once('close', cut)
  const leave = () => incoming.off('data', take).off('end', end).off('error', cut).off('close', cut)
  return promise.finally(leave)
}

function tooLarge(mostBytes: number): ProblemError {
  return new ProblemError({
    status: 413,
    code: 'request_too_large',
    detail: `Expected at most ${mostBytes} bytes.`,
  })
}

/** Which nobody reads any more. */
const cutOff = new ProblemError({
  status: 400,
  code: 'request_cut_off',
  detail: 'Expected the whole of the request.',
})
