import type { ServerResponse } from 'node:http'
import { countTokens } from './answer.ts'
import type { CallLog } from './call-log.ts'
import { clientGone, pause, untilGone, written } from './connection.ts'
import type { Endpoint, PreparedReply, ProviderKind, ReplyContext } from './endpoint.ts'
import type { ReceivedRequest } from './received-request.ts'
import { type AnswerReply, answer, type Cut, type ErrorReply, type HangReply, type Reply } from './reply.ts'
import { noUsage, type ServedCall } from './served-call.ts'

/** One request, and where its reply and its line in the books go. */
export interface Exchange {
  readonly kind: ProviderKind
  readonly endpoint: Endpoint
  readonly request: ReceivedRequest
  readonly response: ServerResponse
  readonly log: CallLog
  readonly context: ReplyContext
  readonly latencyMs: number
}

/** Sends the reply as planned and books it, whatever the client does meanwhile. */
export async function answerExchange(exchange: Exchange, reply: Reply): Promise<void> {
  const gone = clientGone(exchange.response)
  await pause(exchange.latencyMs, gone)
  if (reply.after) await Promise.race([reply.after, untilGone(gone)])
  switch (reply.kind) {
    case 'answer':
      return sendAnswer(exchange, reply, gone)
    case 'error':
      return sendError(exchange, reply)
    case 'hang':
      return stayOnTheLine(exchange, reply, gone)
    default:
      return reply satisfies never
  }
}

async function sendAnswer(exchange: Exchange, reply: AnswerReply, gone: AbortSignal): Promise<void> {
  const { response, log } = exchange
  const prepared = withRawBody(
    exchange.endpoint.prepare(exchange.request, reply, exchange.context),
    reply.rawBody,
  )
  const whole: ServedCall = {
    ...callHead(exchange),
    status: 200,
    usage: prepared.usage,
    reported: prepared.reported,
    billed: reply.billed ?? true,
    completed: true,
    text: prepared.text,
  }
  const shortened = (count: number) => cutShort(whole, prepared, count, exchange, reply)
  if (gone.aborted || reply.cut === 'before-headers') {
    const { status: _, ...call } = shortened(0)
    log.amend(call)
    response.destroy()
    return
  }
  const chunks = prepared.chunks.slice(0, chunksBefore(reply.cut, prepared))
  const call = reply.cut === undefined ? whole : shortened(chunks.length)
  log.announce(call)
  response.writeHead(200, answerHeaders(exchange, reply, prepared)).flushHeaders()
  for (const [index, { bytes }] of chunks.entries()) {
    if (index === reply.silentAfterChunks) await untilGone(gone)
    if (gone.aborted) return log.amend(shortened(index))
    // In the books before the last byte leaves, so that who has read the reply can look it up.
    if (call.completed && index === chunks.length - 1) log.record(call)
    await written(response, bytes)
  }
  if (call.completed) {
    response.end()
    return
  }
  if (reply.cut === 'mid-body' && !prepared.streamed) await written(response, firstHalf(prepared))
  log.record(call)
  response.destroy()
}

function withRawBody(prepared: PreparedReply, rawBody: string | undefined): PreparedReply {
  if (rawBody === undefined || !prepared.streamed) return prepared
  return { ...prepared, chunks: [{ bytes: rawBody, text: '' }], reported: undefined }
}

function sendError(exchange: Exchange, reply: ErrorReply): void {
  const { kind, response, log, context } = exchange
  const { status, message = `Status ${status}.` } = reply
  const call = { ...callHead(exchange), status, usage: noUsage, billed: false, completed: true, text: '' }
  log.announce(call)
  log.record(call)
  const usual = { 'content-type': 'application/json', [kind.requestIdHeader]: context.id }
  response.writeHead(status, { ...usual, ...reply.headers })
  response.end(reply.rawBody ?? JSON.stringify(kind.errorBody(status, message)))
}

async function stayOnTheLine(exchange: Exchange, reply: HangReply, gone: AbortSignal): Promise<void> {
  await untilGone(gone)
  const prepared = exchange.endpoint.prepare(exchange.request, answer(), exchange.context)
  const usage = { ...prepared.usage, output: 0, reasoning: 0 }
  const billed = reply.billed ?? false
  exchange.log.amend({ ...callHead(exchange), usage, billed, completed: false, text: '' })
}

function callHead({ endpoint, request, context }: Exchange) {
  return {
    id: context.id,
    at: request.at,
    endpoint: endpoint.name,
    model: endpoint.modelOf?.(request) ?? String(request.body['model']),
    ...(request.clientRequestId !== undefined && { clientRequestId: request.clientRequestId }),
  }
}

/**
 * A stream that ends early is charged for what was sent; a body that does not arrive was generated in full
 * and is charged in full. Either way the client was told no usage.
 */
function cutShort(
  { reported: _, ...whole }: ServedCall,
  { chunks, streamed }: PreparedReply,
  count: number,
  { context }: Exchange,
  reply: AnswerReply,
): ServedCall {
  const text = chunks
    .slice(0, count)
    .map((chunk) => chunk.text)
    .join('')
  const output = countTokens(text, context.charactersPerToken) + whole.usage.reasoning
  const usage = streamed && reply.usage?.output === undefined ? { ...whole.usage, output } : whole.usage
  return { ...whole, usage, text, completed: false }
}

function chunksBefore(cut: Cut | undefined, { streamed, chunks }: PreparedReply): number {
  if (cut === undefined) return chunks.length
  if (cut === 'mid-body') return streamed ? Math.floor(chunks.length / 2) : 0
  return typeof cut === 'string' ? 0 : cut.afterChunks
}

function answerHeaders({ kind, context }: Exchange, reply: AnswerReply, { streamed, chunks }: PreparedReply) {
  const length = chunks.reduce((sum, { bytes }) => sum + Buffer.byteLength(bytes), 0)
  return {
    ...(streamed
      ? { 'content-type': 'text/event-stream' }
      : { 'content-type': 'application/json', 'content-length': String(length) }),
    [kind.requestIdHeader]: context.id,
    ...reply.headers,
  }
}

function firstHalf({ chunks }: PreparedReply): string {
  const bytes = chunks.map((chunk) => chunk.bytes).join('')
  return bytes.slice(0, bytes.length / 2)
}
