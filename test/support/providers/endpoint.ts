import type { ReceivedRequest } from './received-request.ts'
import type { AnswerReply } from './reply.ts'
import type { EndpointName, ServedUsage } from './served-call.ts'

/** One kind of call a provider offers, as its wire format. */
export interface Endpoint {
  readonly name: EndpointName
  /** Where the request names the model elsewhere than in its body. */
  readonly modelOf?: (request: ReceivedRequest) => string
  prepare(request: ReceivedRequest, reply: AnswerReply, context: ReplyContext): PreparedReply
}

export interface ReplyContext {
  readonly id: string
  readonly charactersPerToken: number
  readonly vectorOf?: ((text: string) => readonly number[]) | undefined
}

/** A reply ready to be written: one chunk for a JSON body, one for each event of a stream. */
export interface PreparedReply {
  readonly streamed: boolean
  readonly chunks: readonly Chunk[]
  readonly text: string
  readonly usage: ServedUsage
  /** The usage object on the wire; undefined when the reply tells none. */
  readonly reported: unknown
}

export interface Chunk {
  readonly bytes: string
  /** The part of the model's text that this chunk carries. */
  readonly text: string
}

/** What a provider is, apart from being an HTTP server. */
export interface ProviderKind {
  /** By the end of the path: what stands before it is the seller's own. */
  readonly endpoints: Readonly<Record<string, Endpoint>>
  /** The response header that carries the call's id. */
  readonly requestIdHeader: string
  errorBody(status: number, message: string): unknown
}

/** A whole JSON reply; a raw body takes its place and reports nothing. */
export function jsonReply(
  reply: AnswerReply,
  body: object,
  told: Pick<PreparedReply, 'text' | 'usage' | 'reported'>,
): PreparedReply {
  const bytes = reply.rawBody ?? JSON.stringify(body)
  const reported = reply.rawBody === undefined ? told.reported : undefined
  return { streamed: false, chunks: [{ bytes, text: told.text }], ...told, reported }
}

/** Lays the reply's lies and extras over the honest usage object; undefined when none is to be told. */
export function reportedUsage(reply: AnswerReply, honest: object): object | undefined {
  return reply.omitUsage ? undefined : { ...honest, ...reply.usageFields }
}

/** The text in the portions a stream delivers it in. */
export function textPieces(text: string): readonly string[] {
  return text.match(/[\s\S]{1,24}/g) ?? []
}

/** One server-sent event; Anthropic and the responses API name theirs. */
export function serverSentEvent(data: unknown, text = '', event?: string): Chunk {
  const name = event === undefined ? '' : `event: ${event}\n`
  return { bytes: `${name}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`, text }
}
