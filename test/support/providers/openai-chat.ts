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

/** `POST /v1/chat/completions`. */
export const chatEndpoint: Endpoint = {
  name: 'chat',
  prepare(request, reply, { id, charactersPerToken }) {
    const question = readQuestion(request.body)
    const answer = answerQuestion(question, reply, charactersPerToken)
    const usage = reportedUsage(reply, chatUsage(answer.usage))
    const created = Math.floor(Date.parse(request.at) / 1000)
    const head = { id, created, model: question.model, ...reply.bodyFields }
    if (request.body['stream'] === true) {
      const asked = asObject(request.body['stream_options'])['include_usage'] === true
      const reported = asked ? usage : undefined
      const chunks = chatEvents(head, answer, reported)
      return { streamed: true, chunks, text: answer.text, usage: answer.usage, reported }
    }
    const message = { role: 'assistant', content: answer.text, refusal: null }
    const choices = [{ index: 0, message, logprobs: null, finish_reason: answer.finish }]
    const body = { ...head, object: 'chat.completion', choices, usage }
    return jsonReply(reply, body, { text: answer.text, usage: answer.usage, reported: usage })
  },
}

function readQuestion(body: JsonObject): Question {
  const format = asObject(body['response_format'])
  const schema = asObject(format['json_schema'])['schema']
  const maxOutputTokens = asNumber(body['max_completion_tokens']) ?? asNumber(body['max_tokens'])
  return {
    model: asText(body['model']),
    ...promptTexts(undefined, body['messages']),
    wantsJson: format['type'] === 'json_schema' || format['type'] === 'json_object',
    ...(schema !== undefined && { schema }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
  }
}

function chatUsage(usage: ServedUsage): object {
  return {
    prompt_tokens: usage.input,
    completion_tokens: usage.output,
    total_tokens: usage.input + usage.output,
    prompt_tokens_details: {
      cached_tokens: usage.cached,
      ...(usage.cacheWrite !== 0 && { cache_write_tokens: usage.cacheWrite }),
    },
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
  }
}

function chatEvents(head: object, answer: Answer, usage: object | undefined): readonly Chunk[] {
  const event = (delta: object, finish: string | null, text = '') =>
    serverSentEvent(
      { ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] },
      text,
    )
  return [
    event({ role: 'assistant', content: '' }, null),
    ...textPieces(answer.text).map((piece) => event({ content: piece }, null, piece)),
    event({}, answer.finish),
    ...(usage === undefined
      ? []
      : [serverSentEvent({ ...head, object: 'chat.completion.chunk', choices: [], usage })]),
    serverSentEvent('[DONE]'),
  ]
}
