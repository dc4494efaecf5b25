import { BodyReader } from '../pricing/wire/body-reader.ts'
import { callNameInHeaders } from '../pricing/wire/call-name.ts'
import type { WireReply } from '../pricing/wire/read-reply.ts'
import { statusOfError } from '../pricing/wire/reply-error.ts'
import type { Told } from '../pricing/wire/told.ts'

/** The header that carries a call's id, so that the provider's log and the raw reply can be matched with its hold. */
export const callIdHeader = 'x-client-request-id'

export interface CallSteps {
  /** Told before anything leaves, which waits for it, and does not leave when it rejects. */
  readonly leaving?: () => Promise<void>
  /** Told as soon as the reply says by what name the provider can be asked for the call; the reply waits for it. */
  readonly named?: (name: string) => Promise<void>
}

/** Raw replies by the calls they belong to. */
export interface WireReplies {
  /**
   * Whether anything of a call can have left: false when it failed before it was handed to the network, such as by a header that
   * cannot be sent. Only told of calls that are expected, and as long as every request names its call.
   */
  canHaveLeft(callId: string): boolean
  /** From now on the reply to this call is kept, until `forget`. */
  expect(callId: string, steps?: CallSteps): void
  /** What has arrived of the reply to a call; undefined when none has. */
  replyTo(callId: string): WireReply | undefined
  forget(callId: string): void
}

/** So many bytes of a body are looked through for an error before it is handed on: no error is longer, and no stream begins later. */
const longestErrorBytes = 64 * 1024

/**
 * A `fetch` for the SDK's providers that reads along: whatever they make of a reply, what it says of its cost is kept. An error that
 * came with a status of success gets the status that it names, so that it is told from an answer, and tried again where that may help.
 */
export class WireTap implements WireReplies {
  readonly #replies = new Map<string, Recording | undefined>()
  readonly #left = new Set<string>()
  #areAllNamed = true
  readonly #steps = new Map<string, CallSteps>()
  readonly #fetch: typeof globalThis.fetch

  constructor(fetch: typeof globalThis.fetch = globalThis.fetch) {
    this.#fetch = fetch
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    // What cannot be made into a request fails here, and has not left.
    const { headers } = new Request(input, { method: 'POST', headers: init?.headers ?? {} })
    const callId = headers.get(callIdHeader)
    if (callId === null) this.#areAllNamed = false
    else if (this.#replies.has(callId)) {
      await this.#steps.get(callId)?.leaving?.()
      // What was called off before it is sent does not leave.
      init?.signal?.throwIfAborted()
      this.#left.add(callId)
    }
    // A server that sends somebody on would have the key and the prompt brought to another one.
    const response = await this.#fetch(input, { ...init, redirect: 'manual' })
    if (callId === null || !this.#replies.has(callId) || !canBeMade(response)) return response
    // Whoever cannot be asked what became of a call has taken it all the same.
    if (init?.method === 'GET' && !response.ok && this.#replies.get(callId)) return response
    const recording = new Recording(response)
    this.#replies.set(callId, recording)
    // By the header at once, so that a crash while the body comes does not lose it; some say it in the body alone.
    await this.#tellName(callId, callNameInHeaders(Object.fromEntries(response.headers)))
    const passed = await recording.handOn(response)
    await this.#tellName(callId, recording.reply().told?.callName)
    return passed
  }

  expect(callId: string, steps: CallSteps = {}): void {
    this.#replies.set(callId, undefined)
    this.#steps.set(callId, steps)
  }

  canHaveLeft(callId: string): boolean {
    return !this.#replies.has(callId) || this.#left.has(callId) || !this.#areAllNamed
  }

  replyTo(callId: string): WireReply | undefined {
    return this.#replies.get(callId)?.reply()
  }

  forget(callId: string): void {
    this.#left.delete(callId)
    this.#replies.delete(callId)
    this.#steps.delete(callId)
  }

  async #tellName(callId: string, name: string | undefined): Promise<void> {
    const { named } = this.#steps.get(callId) ?? {}
    if (name === undefined || !named) return
    this.#steps.set(callId, {})
    await named(name)
  }
}

type ByteReader = ReadableStreamDefaultReader<Uint8Array>

class Recording {
  readonly #status: number
  readonly #headers: Readonly<Record<string, string>>
  readonly #reader: BodyReader
  readonly #decoder = new TextDecoder()
  #isComplete = false
  #isGivenUp = false

  constructor({ status, headers }: Response) {
    this.#status = status
    this.#headers = Object.fromEntries(headers)
    this.#reader = new BodyReader(headers.get('content-type') ?? undefined)
  }

  reply(): WireReply {
    return {
      status: this.#status,
      headers: this.#headers,
      told: this.#reader.told(),
      isStreamed: this.#reader.isStreamed,
      isComplete: this.#isComplete,
    }
  }

  async handOn(response: Response): Promise<Response> {
    const { body } = response
    if (!body) {
      this.#isComplete = true
      return response
    }
    const reader = body.getReader()
    if (!response.ok) return sameWith(response, this.#readOn(reader))
    return sameWith(response, await this.#lookedThrough(reader), this.#statusInside())
  }

  /** The next part of the body, read along; undefined behind the last. */
  async #next(reader: ByteReader): Promise<Uint8Array | undefined> {
    const { done, value } = await reader.read()
    this.#reader.read(this.#decoder.decode(value, { stream: !done }))
    // Whoever gives a body up ends what is being read of it as well.
    if (done && !this.#isGivenUp) this.#isComplete = true
    return value
  }

  /** The same body once its beginning has arrived, or all of it: of a stream that is where the answer begins. A body that breaks breaks for its reader. */
  async #lookedThrough(reader: ByteReader): Promise<ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>> {
    const chunks: Uint8Array[] = []
    let size = 0
    try {
      while (size <= longestErrorBytes && !this.#hasBegun()) {
        const chunk = await this.#next(reader)
        if (!chunk) return new Uint8Array(Buffer.concat(chunks))
        chunks.push(chunk)
        size += chunk.byteLength
      }
    } catch (error) {
      return this.#readOn(reader, chunks, { error })
    }
    return this.#readOn(reader, chunks)
  }

  /** What was read already, and what is still to come or went wrong. */
  #readOn(
    reader: ByteReader,
    chunks: Uint8Array[] = [],
    failure?: { readonly error: unknown },
  ): ReadableStream<Uint8Array> {
    return new ReadableStream({
      pull: async (controller) => {
        const known = chunks.shift()
        if (!known && failure) return controller.error(failure.error)
        const chunk = known ?? (await this.#next(reader))
        if (chunk) controller.enqueue(chunk)
        else controller.close()
      },
      cancel: (reason) => {
        this.#isGivenUp = true
        return reader.cancel(reason)
      },
    })
  }

  #hasBegun(): boolean {
    const told = this.#reader.isStreamed ? this.#reader.told() : undefined
    return told !== undefined && (told.hasAnswer || told.error !== undefined || hasFigures(told))
  }

  /** The status of an error that came as a success: in a whole body, or before the answer of a stream. */
  #statusInside(): number | undefined {
    const told = this.#isComplete || this.#reader.isStreamed ? this.#reader.told() : undefined
    return told?.error && !told.hasAnswer ? statusOfError(told.error) : undefined
  }
}

/** Anthropic counts the prompt before it begins to answer: what goes wrong from then on is part of the stream. */
function hasFigures({ figures }: Told): boolean {
  return Object.keys(figures).length > 0
}

/** Some servers answer with statuses of their own, such as 999, which no response can be made with. */
function canBeMade({ status }: Response): boolean {
  return status >= 200 && status <= 599
}

function sameWith(
  response: Response,
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>,
  status?: number,
): Response {
  return new Response(body, {
    status: status ?? response.status,
    statusText: response.statusText,
    headers: response.headers,
  })
}
