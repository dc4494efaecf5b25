import { readFileSync } from 'node:fs'

const endpointNames = [
  'chat',
  'responses',
  'embeddings',
  'transcriptions',
  'messages',
  'generateContent',
] as const
export type EndpointName = (typeof endpointNames)[number]

/**
 * What the provider counted for one call, and would put on its invoice. `input` holds all input tokens,
 * cached and cache-written ones included; `output` all output tokens, reasoning included.
 */
export interface ServedUsage {
  readonly input: number
  readonly cached: number
  readonly cacheWrite: number
  readonly output: number
  readonly reasoning: number
  /** Seconds of audio heard; 0 for calls without audio. */
  readonly audioSeconds: number
}

export const noUsage: ServedUsage = {
  input: 0,
  cached: 0,
  cacheWrite: 0,
  output: 0,
  reasoning: 0,
  audioSeconds: 0,
}

/** One line of the provider's own log. */
export interface ServedCall {
  /** Also the `x-request-id` (OpenAI) or `request-id` (Anthropic) header of the reply. */
  readonly id: string
  /** ISO 8601. */
  readonly at: string
  readonly endpoint: EndpointName
  readonly model: string
  /** The request's `x-client-request-id` header. */
  readonly clientRequestId?: string
  /** HTTP status that was sent; undefined when no header left the server. */
  readonly status?: number
  readonly usage: ServedUsage
  /** The usage object exactly as it stood in the reply; undefined when the client was told none. */
  readonly reported?: unknown
  readonly billed: boolean
  /** False when the reply did not reach its end: cut by plan, or abandoned by the client. */
  readonly completed: boolean
  /** What the model said, as far as it was sent. */
  readonly text: string
}

export function billed(calls: readonly ServedCall[]): readonly ServedCall[] {
  return calls.filter((call) => call.billed)
}

/** Reads a server's log file. A later line about the same call replaces the earlier one. */
export function readServedLog(logFile: string): readonly ServedCall[] {
  const lines = readFileSync(logFile, 'utf8').split('\n').filter(Boolean)
  const calls = lines.map((line): ServedCall => JSON.parse(line))
  return [...new Map(calls.map((call) => [call.id, call])).values()]
}
