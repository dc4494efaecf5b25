import { type Answer, answerQuestion, type Question } from './answer.ts'
import {
  type Chunk,
  type Endpoint,
  jsonReply,
  reportedUsage,
  serverSentEvent,
  textPieces,
} from './endpoint.ts'
import { asNumber, asObject, asText, type JsonObject } from './json-shape.ts'
import { promptTexts } from './message-text.ts'
import type { ServedUsage } from './served-call.ts'

/** `POST /v1/responses`. */
export const responsesEndpoint: Endpoint = {
  name: 'responses',
  prepare(request, reply, { id, charactersPerToken }) {
    const question = readQuestion(request.body)
    const answer = answerQuestion(question, reply, charactersPerToken)
    const usage = reportedUsage(reply, responsesUsage(answer.usage))
    const head = {
      id,
      object: 'response',
      created_at: Math.floor(Date.parse(request.at) / 1000),
      model: question.model,
    }
    const whole = { ...head, ...outcome(answer), output: [messageItem(id, answer.text)], usage }
    const told = { text: answer.text, usage: answer.usage, reported: usage }
    return request.body['stream'] === true
      ? { streamed: true, chunks: responsesEvents(head, whole, answer.text), ...told }
      : jsonReply(reply, whole, told)
  },
}

function readQuestion(body: JsonObject): Question {
  const format = asObject(asObject(body['text'])['format'])
  const maxOutputTokens = asNumber(body['max_output_tokens'])
  return {
    model: asText(body['model']),
    ...promptTexts(body['instructions'], body['input']),
    wantsJson: format['type'] === 'json_schema' || format['type'] === 'json_object',
    ...(format['schema'] !== undefined && { schema: format['schema'] }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
  }
}

function outcome({ finish }: Answer) {
  switch (finish) {
    case 'stop':
      return { status: 'completed', incomplete_details: null }
    case 'length':
      return { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }
    case 'content_filter':
      return { status: 'incomplete', incomplete_details: { reason: 'content_filter' } }
    default:
      return finish satisfies never
  }
}

function messageItem(id: string, text: string): object {
  const content = [{ type: 'output_text', text, annotations: [] }]
  return { type: 'message', id: `msg_${id}`, role: 'assistant', status: 'completed', content }
}

function responsesUsage(usage: ServedUsage): object {
  return {
    input_tokens: usage.input,
    input_tokens_details: {
      cached_tokens: usage.cached,
      ...(usage.cacheWrite !== 0 && { cache_write_tokens: usage.cacheWrite }),
    },
    output_tokens: usage.output,
    output_tokens_details: { reasoning_tokens: usage.reasoning },
    total_tokens: usage.input + usage.output,
  }
}

function responsesEvents(
  head: JsonObject,
  whole: { readonly incomplete_details?: unknown },
  text: string,
): readonly Chunk[] {
  const id = asText(head['id'])
  const itemId = `msg_${id}`
  const event = (type: string, fields: object, piece = '') =>
    serverSentEvent({ type, ...fields }, piece, type)
  const started = { response: { ...head, status: 'in_progress' } }
  const last = whole.incomplete_details == null ? 'response.completed' : 'response.incomplete'
  return [
    event('response.created', started),
    event('response.in_progress', started),
    event('response.output_item.added', { output_index: 0, item: { ...messageItem(id, ''), content: [] } }),
    ...textPieces(text).map((delta) =>
      event(
        'response.output_text.delta',
        { item_id: itemId, output_index: 0, content_index: 0, delta },
        delta,
      ),
    ),
    event('response.output_text.done', { item_id: itemId, output_index: 0, content_index: 0, text }),
    event('response.output_item.done', { output_index: 0, item: messageItem(id, text) }),
    event(last, { response: whole }),
  ]
}
