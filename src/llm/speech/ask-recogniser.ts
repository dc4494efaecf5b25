import { APICallError } from '@ai-sdk/provider'
import type { z } from 'zod'

/** A request to a recogniser's server. */
export interface RecogniserRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer> | FormData | string
  readonly signal: AbortSignal | undefined
}

const mayHelpAgain = new Set([408, 409, 429])

/**
 * What a recogniser's server answers.
 *
 * @throws {APICallError} for every other answer, so that it is known whether it was charged and whether to try again
 */
export async function askRecogniser<T>(
  { url, ...init }: RecogniserRequest,
  schema: z.ZodType<T>,
  fetch: typeof globalThis.fetch,
): Promise<T> {
  const response = await fetch(url, { ...init, signal: init.signal ?? null })
  const responseBody = await response.text()
  const { status, ok } = response
  const shared = {
    url,
    requestBodyValues: {},
    statusCode: status,
    responseHeaders: Object.fromEntries(response.headers),
    responseBody,
  }
  const read = schema.safeParse(jsonOf(responseBody))
  if (!ok) {
    // A whole answer that tells of an error is the last word.
    const isRetryable = !read.success && (status >= 500 || mayHelpAgain.has(status))
    throw new APICallError({ ...shared, message: `status ${status}`, isRetryable })
  }
  if (read.success) return read.data
  throw new APICallError({
    ...shared,
    message: 'an answer of another form',
    cause: read.error,
    isRetryable: false,
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
