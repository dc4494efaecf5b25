import { type Answer, answerQuestion, type Question } from './answer.ts'
import {
  type Chunk,
  type Endpoint,
  jsonReply,
  reportedUsage,
  serverSentEvent,
  textPieces,
} from './endpoint.ts'
import { asArray, asNumber, asObject, asText } from './json-shape.ts'
import { contentText } from './message-text.ts'
import type { ReceivedRequest } from './received-request.ts'
import type { Finish } from './reply.ts'
import type { ServedUsage } from './served-call.ts'

/** `POST /v1beta/models/<model>:generateContent`. */
export const generateContentEndpoint: Endpoint = {
  name: 'generateContent',
  modelOf: (request) => modelIn(request.path),
  prepare(request, reply, { id, charactersPerToken }) {
    const question = readQuestion(request)
    const answer = answerQuestion(question, reply, charactersPerToken)
    const usageMetadata = reportedUsage(reply, usageOf(answer.usage))
    const told = { text: answer.text, usage: answer.usage, reported: usageMetadata }
    const candidates = [candidate(answer.text, finishes[answer.finish])]
    const head = { modelVersion: question.model, responseId: id, ...reply.bodyFields }
    return jsonReply(reply, { candidates, usageMetadata, ...head }, told)
  },
}

/** The same `:streamGenerateContent?alt=sse`: each event tells the usage up to then. */
export const streamGenerateContentEndpoint: Endpoint = {
  name: 'generateContent',
  modelOf: (request) => modelIn(request.path),
  prepare(request, reply, { id, charactersPerToken }) {
    const question = readQuestion(request)
    const answer = answerQuestion(question, reply, charactersPerToken)
    const usageMetadata = reportedUsage(reply, usageOf(answer.usage))
    const head = { modelVersion: question.model, responseId: id, ...reply.bodyFields }
    const chunks = events(answer, usageMetadata, head)
    return { streamed: true, chunks, text: answer.text, usage: answer.usage, reported: usageMetadata }
  },
}

function modelIn(path: string): string {
  return /\/models\/([^:]+):/.exec(path)?.[1] ?? ''
}

function readQuestion({ path, body }: ReceivedRequest): Question {
  const settings = asObject(body['generationConfig'])
  const schema = settings['responseJsonSchema'] ?? settings['responseSchema']
  const maxOutputTokens = asNumber(settings['maxOutputTokens'])
  const turns = asArray(body['contents']).map(asObject)
  const texts = [body['systemInstruction'], ...turns].map((turn) => contentText(asObject(turn)['parts']))
  return {
    model: modelIn(path),
    promptText: texts.filter(Boolean).join('\n'),
    userText: contentText(turns.findLast(({ role }) => asText(role) === 'user')?.['parts']),
    wantsJson: settings['responseMimeType'] === 'application/json',
    ...(schema !== undefined && { schema }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
  }
}

const finishes = {
  stop: 'STOP',
  length: 'MAX_TOKENS',
  content_filter: 'SAFETY',
} as const satisfies Record<Finish, string>

function candidate(text: string, finishReason?: string): object {
  const content = { role: 'model', parts: [{ text }] }
  return { content, ...(finishReason !== undefined && { finishReason }), index: 0 }
}

/** Thoughts are counted beside the candidates. */
function usageOf({ input, cached, output, reasoning }: ServedUsage): Readonly<Record<string, unknown>> {
  return {
    promptTokenCount: input,
    candidatesTokenCount: output - reasoning,
    totalTokenCount: input + output,
    ...(cached !== 0 && { cachedContentTokenCount: cached }),
    ...(reasoning !== 0 && { thoughtsTokenCount: reasoning }),
  }
}

function events(answer: Answer, usageMetadata: object | undefined, head: object): readonly Chunk[] {
  const pieces = textPieces(answer.text)
  const prompted = usageMetadata && {
    promptTokenCount: answer.usage.input,
    totalTokenCount: answer.usage.input,
  }
  return [
    ...pieces.map((piece) =>
      serverSentEvent({ candidates: [candidate(piece)], usageMetadata: prompted, ...head }, piece),
    ),
    serverSentEvent({ candidates: [candidate('', finishes[answer.finish])], usageMetadata, ...head }),
  ]
}
