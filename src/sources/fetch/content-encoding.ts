import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib'

type Decoder = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: inflateEither,
  br: promisify(brotliDecompress),
  identity: async (bytes) => bytes,
}

/** What to ask a server for. */
export const acceptEncoding = 'gzip, deflate, br'

/** No server compresses a body more than twice; a bomb may. */
const mostEncodings = 2

export type Decoded =
  | { readonly outcome: 'decoded'; readonly bytes: Uint8Array }
  | { readonly outcome: 'too_large' }
  | { readonly outcome: 'unknown_encoding'; readonly encoding: string }
  | { readonly outcome: 'broken'; readonly cause: unknown }

/**
 * Undoes the `content-encoding` of a body, last encoding first, off the main thread. Each step stops
 * as soon as it has written more than `ceilingBytes`.
 */
export async function decodeContent(
  body: Uint8Array,
  contentEncoding: string,
  ceilingBytes: number,
): Promise<Decoded> {
  const encodings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  if (encodings.length > mostEncodings) return { outcome: 'unknown_encoding', encoding: contentEncoding }

  let bytes = body
  for (const encoding of encodings.reverse()) {
    const decode = decoders[encoding]
    if (decode === undefined) return { outcome: 'unknown_encoding', encoding }
    try {
      bytes = await decode(bytes, { maxOutputLength: ceilingBytes })
    } catch (cause) {
      return isTooLarge(cause) ? { outcome: 'too_large' } : { outcome: 'broken', cause }
    }
  }
  return { outcome: 'decoded', bytes }
}

/** Servers disagree on whether `deflate` has a zlib header; its low four bits are then always 8 (RFC 1950, section 2.2). */
function inflateEither(bytes: Uint8Array, options: { maxOutputLength: number }): Promise<Uint8Array> {
  const hasHeader = ((bytes[0] ?? 0) & 0x0f) === 0x08
  return promisify(hasHeader ? inflate : inflateRaw)(bytes, options)
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}
