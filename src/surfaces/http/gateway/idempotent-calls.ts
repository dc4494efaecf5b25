import { createHash } from 'node:crypto'
import { ProblemError } from '../problem.ts'

/** So long, and so many, answers are kept for who asks for the same again. */
const keptMs = 10 * 60_000
const mostKept = 1_000
const longestKeptBytes = 256 * 1024

interface KeptAnswer {
  readonly contentHash: string
  readonly sinceMs: number
  /** Undefined where nothing can be answered a second time: then it is asked anew. */
  readonly answer: Promise<
    { readonly bytes: Uint8Array<ArrayBuffer>; readonly head: ResponseInit } | undefined
  >
}

/** Calls that carry an `Idempotency-Key` are made once: who repeats one gets the answer of the first, whole ones that are no error. */
export class IdempotentCalls {
  readonly #now: () => number
  readonly #kept = new Map<string, KeptAnswer>()

  constructor(now: () => number) {
    this.#now = now
  }

  /**
   * @param scope whose keys they are: those of one client say nothing of another's
   * @throws {ProblemError} 409 when the key came with another content.
   */
  async once(
    scope: string,
    { key, body }: { readonly key: string | undefined; readonly body: Uint8Array },
    call: () => Promise<Response>,
  ): Promise<Response> {
    if (key === undefined) return call()
    const name = `${scope}\n${key}`
    const contentHash = createHash('sha256').update(body).digest('base64')
    const known = this.#find(name)
    if (known && known.contentHash !== contentHash)
      throw new ProblemError({
        status: 409,
        code: 'idempotency_key_reused',
        detail: 'This Idempotency-Key came with another request before.',
      })
    const first = await known?.answer
    if (first) {
      const headers = new Headers(first.head.headers)
      headers.set('idempotent-replayed', 'true')
      return new Response(first.bytes, { ...first.head, headers })
    }
    return this.#make(name, contentHash, call)
  }

  async #make(name: string, contentHash: string, call: () => Promise<Response>): Promise<Response> {
    const { promise, resolve } = Promise.withResolvers<Awaited<KeptAnswer['answer']>>()
    this.#kept.delete(name)
    this.#kept.set(name, { contentHash, sinceMs: this.#now(), answer: promise })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest)
    let isKept = false
    try {
      const response = await call()
      if (!response.ok || isStream(response)) return response
      const bytes = new Uint8Array(await response.arrayBuffer())
      const head = { status: response.status, headers: response.headers }
      isKept = bytes.byteLength <= longestKeptBytes
      if (isKept) resolve({ bytes, head })
      return new Response(bytes, head)
    } finally {
      if (!isKept) {
        this.#kept.delete(name)
        resolve(undefined)
      }
    }
  }

  #find(name: string): KeptAnswer | undefined {
    const known = this.#kept.get(name)
    if (!known || this.#now() - known.sinceMs < keptMs) return known
    this.#kept.delete(name)
    return undefined
  }
}

function isStream({ headers }: Response): boolean {
  return /event-stream/i.test(headers.get('content-type') ?? '')
}
