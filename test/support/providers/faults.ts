import { type AnswerReply, answer, type Cut, type ErrorReply, type HangReply } from './reply.ts'

export function unauthorized(): ErrorReply {
  return { kind: 'error', status: 401, message: 'Incorrect API key provided.' }
}

/** Without seconds the provider does not say when to come back. */
export function rateLimited(retryAfterSeconds?: number): ErrorReply {
  const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
  return { kind: 'error', status: 429, message: 'Rate limit reached.', headers }
}

export function serverError(): ErrorReply {
  return { kind: 'error', status: 500, message: 'The server had an error.' }
}

/** A proxy's page in place of the provider's JSON. */
export function badGateway(): ErrorReply {
  const rawBody = '<html><body><h1>502 Bad Gateway</h1></body></html>'
  return { kind: 'error', status: 502, headers: { 'content-type': 'text/html' }, rawBody }
}

export function unavailable(): ErrorReply {
  return { kind: 'error', status: 503, message: 'The service is temporarily unavailable.' }
}

/** Anthropic's own status for an overloaded service. */
export function overloaded(): ErrorReply {
  return { kind: 'error', status: 529, message: 'Overloaded' }
}

export function hang(): HangReply {
  return { kind: 'hang' }
}

export function cutAt(cut: Cut): AnswerReply {
  return answer({ cut })
}

export function invalidJson(): AnswerReply {
  return answer({ rawBody: '{"id":"broken","choices":[{' })
}

/** Valid JSON that is no instance of any reasonable schema. */
export function wrongSchema(): AnswerReply {
  return answer({ text: '{"unexpected":true}' })
}

/** Prose where JSON was asked for. */
export function plainText(): AnswerReply {
  return answer({ text: 'I would rather answer in plain words.' })
}

/** The reply names its own cost in USD inside its usage, as OpenRouter does. */
export function withUsageCost(costUsd: number): AnswerReply {
  return answer({ usageFields: { cost: costUsd } })
}

/** The reply names its own cost in USD in a header, as a LiteLLM proxy does. */
export function withCostHeader(costUsd: number): AnswerReply {
  return answer({ headers: { 'x-litellm-response-cost': String(costUsd) } })
}
