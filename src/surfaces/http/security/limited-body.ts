import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib'
import type { Context, MiddlewareHandler } from 'hono'
import type { HttpEnvironment } from '../http-context.ts'
import { ProblemError } from '../problem.ts'

/** How a client may have compressed what it sends; it is taken apart beside the event loop, and no further than a body may be long. */
const codings: Readonly<
  Record<string, (bytes: Uint8Array, limit: { readonly maxOutputLength: number }) => Promise<Uint8Array>>
> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
}

/**
 * The body of a request as it was before it was compressed, of which no more is kept than it may have, whether it says its length or not.
 *
 * @throws {ProblemError} 413, 415 for a coding that nobody knows here, and 400 when it is cut off or not in the coding that it names.
 */
export async function limitedBody(
  { req, env }: Context<HttpEnvironment>,
  mostBytes: number,
): Promise<Uint8Array> {
  if (Number(req.header('content-length') ?? 0) > mostBytes) throw tooLarge(mostBytes)
  const coding = req.header('content-encoding')?.trim().toLowerCase() ?? 'identity'
  const decode = codings[coding]
  if (coding !== 'identity' && coding !== '' && !decode) throw unknownCoding(coding)
  const bytes = await readBody(env.incoming, mostBytes)
  return decode && bytes.byteLength > 0
    ? decoded(decode(bytes, { maxOutputLength: mostBytes }), mostBytes)
    : bytes
}

async function decoded(decoding: Promise<Uint8Array>, mostBytes: number): Promise<Uint8Array> {
  try {
    return await decoding
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(mostBytes)
    throw new ProblemError({
      status: 400,
      code: 'wrong_content_encoding',
      detail: 'The body is not compressed as its content-encoding says.',
    })
  }
}

function unknownCoding(coding: string): ProblemError {
  const known = Object.keys(codings).join(', ')
  return new ProblemError({
    status: 415,
    code: 'unknown_content_encoding',
    detail: `Expected the content-encoding ${coding} to be one of ${known}.`,
    headers: { 'accept-encoding': known },
  })
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
