import { type Answer, answerQuestion, type Question } from './answer.ts'
import {
  type Chunk,
  type Endpoint,
  jsonReply,
  reportedUsage,
  serverSentEvent,
  textPieces,
} from './endpoint.ts'
import { asArray, asNumber, asObject, asText, type JsonObject } from './json-shape.ts'
import { promptTexts } from './message-text.ts'
import type { Finish } from './reply.ts'
import type { ServedUsage } from './served-call.ts'

/** `POST /v1/messages`. JSON is asked for by `output_config.format` or, for older models, by a forced tool. */
export const messagesEndpoint: Endpoint = {
  name: 'messages',
  prepare(request, reply, { id, charactersPerToken }) {
    const tool = forcedTool(request.body)
    const question = readQuestion(request.body, tool)
    const answer = answerQuestion(question, reply, charactersPerToken)
    const usage = reportedUsage(reply, messagesUsage(answer.usage))
    const content = contentBlock(id, answer.text, tool)
    const head = { id, type: 'message', role: 'assistant', model: question.model, ...reply.bodyFields }
    const stop_reason = stopReason(answer.finish, content)
    const told = { text: answer.text, usage: answer.usage, reported: usage }
    return request.body['stream'] === true
      ? { streamed: true, chunks: messageEvents(head, content, answer, stop_reason, usage), ...told }
      : jsonReply(reply, { ...head, content: [content], stop_reason, stop_sequence: null, usage }, told)
  },
}

type ContentBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly input: unknown }

/** The SDK offers one tool, called `json`, and demands that any be called. */
function forcedTool(body: JsonObject): JsonObject | undefined {
  const isForced = asObject(body['tool_choice'])['type'] === 'any'
  return isForced ? asObject(asArray(body['tools'])[0]) : undefined
}

function readQuestion(body: JsonObject, tool: JsonObject | undefined): Question {
  const schema = tool?.['input_schema'] ?? asObject(asObject(body['output_config'])['format'])['schema']
  const maxOutputTokens = asNumber(body['max_tokens'])
  return {
    model: asText(body['model']),
    ...promptTexts(body['system'], body['messages']),
    wantsJson: schema !== undefined,
    ...(schema !== undefined && { schema }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
  }
}

/** A forced tool is called with the answer, if that is JSON; anything else is said in plain text. */
function contentBlock(id: string, text: string, tool: JsonObject | undefined): ContentBlock {
  const input = tool === undefined ? undefined : parsedJson(text)
  if (input === undefined) return { type: 'text', text }
  return { type: 'tool_use', id: `toolu_${id}`, name: asText(tool?.['name']), input }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function stopReason(finish: Finish, content: ContentBlock): string {
  switch (finish) {
    case 'stop':
      return content.type === 'tool_use' ? 'tool_use' : 'end_turn'
    case 'length':
      return 'max_tokens'
    case 'content_filter':
      return 'refusal'
    default:
      return finish satisfies never
  }
}

/** Anthropic's `input_tokens` are those outside the cache. */
function messagesUsage(usage: ServedUsage) {
  return {
    input_tokens: usage.input - usage.cached - usage.cacheWrite,
    cache_creation_input_tokens: usage.cacheWrite,
    cache_read_input_tokens: usage.cached,
    output_tokens: usage.output,
    ...(usage.reasoning !== 0 && { output_tokens_details: { thinking_tokens: usage.reasoning } }),
  }
}

/** The first event reports the input, the last but one the whole. */
function messageEvents(
  head: object,
  content: ContentBlock,
  answer: Answer,
  stop_reason: string,
  usage: object | undefined,
): readonly Chunk[] {
  const event = (type: string, fields: object, piece = '') =>
    serverSentEvent({ type, ...fields }, piece, type)
  const isTool = content.type === 'tool_use'
  const content_block = isTool ? { ...content, input: {} } : { ...content, text: '' }
  const delta = (piece: string) =>
    isTool ? { type: 'input_json_delta', partial_json: piece } : { type: 'text_delta', text: piece }
  const opening = usage && { ...usage, output_tokens: 1 }
  return [
    event('message_start', { message: { ...head, content: [], stop_reason: null, usage: opening } }),
    event('content_block_start', { index: 0, content_block }),
    ...textPieces(answer.text).map((piece) =>
      event('content_block_delta', { index: 0, delta: delta(piece) }, piece),
    ),
    event('content_block_stop', { index: 0 }),
    event('message_delta', { delta: { stop_reason, stop_sequence: null }, usage }),
    event('message_stop', {}),
  ]
}
