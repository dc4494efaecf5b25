import type { ReceivedRequest } from './received-request.ts'
import type { ServedUsage } from './served-call.ts'

const finishes = ['stop', 'length', 'content_filter'] as const
export type Finish = (typeof finishes)[number]

/** Where the connection is cut. `afterChunks` counts server-sent events; 0 is the same as after the headers. */
export type Cut = 'before-headers' | 'after-headers' | 'mid-body' | { readonly afterChunks: number }

interface Paced {
  /** Nothing is sent before it has come. */
  readonly after?: Promise<unknown>
}

export interface AnswerReply extends Paced {
  readonly kind: 'answer'
  /** What the model says, instead of the generated answer. */
  readonly text?: string
  readonly finish?: Finish
  /** Sets what is counted and reported. */
  readonly usage?: Partial<ServedUsage>
  /** Laid over the reported usage object only, in the wire's own field names: how a provider lies or adds a cost. */
  readonly usageFields?: Readonly<Record<string, unknown>>
  readonly omitUsage?: boolean
  /** Laid over the body, of a streamed reply over each of its events: a tier, another model. */
  readonly bodyFields?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  /** The whole response body, instead of the well-formed one; of a stream all its events. */
  readonly rawBody?: string
  readonly cut?: Cut
  /** After so many server-sent events nothing more comes, until the client or the server closes the connection. */
  readonly silentAfterChunks?: number
  /** Whether the provider charges for it; true unless told otherwise, cut replies included. */
  readonly billed?: boolean
}

/** An HTTP error. Never billed. */
export interface ErrorReply extends Paced {
  readonly kind: 'error'
  readonly status: number
  readonly message?: string
  readonly headers?: Readonly<Record<string, string>>
  /** The whole body, instead of the provider's JSON error. */
  readonly rawBody?: string
}

/** Accepts the request and stays silent until the client or the server closes the connection. */
export interface HangReply extends Paced {
  readonly kind: 'hang'
  /** Whether the provider charges for the input it read; false unless told otherwise. */
  readonly billed?: boolean
}

export type Reply = AnswerReply | ErrorReply | HangReply

/** A queue, used up from the front, or a rule; where either has nothing to say the default answer is sent. */
export type Plan = readonly Reply[] | ((request: ReceivedRequest, index: number) => Reply | undefined)

/** Turns a plan into the rule the server asks once per request. */
export function planRule(plan: Plan): (request: ReceivedRequest, index: number) => Reply {
  if (typeof plan === 'function') return (request, index) => plan(request, index) ?? answer()
  const queue = [...plan]
  return () => queue.shift() ?? answer()
}

export function answer(reply: Omit<AnswerReply, 'kind'> = {}): AnswerReply {
  return { kind: 'answer', ...reply }
}
