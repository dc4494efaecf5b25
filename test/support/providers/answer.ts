import type { AnswerReply, Finish } from './reply.ts'
import { schemaInstance } from './schema-instance.ts'
import type { ServedUsage } from './served-call.ts'
import { sourceSentences } from './source-sentences.ts'

/** What a request asks of a language model, read from any of the wire formats. */
export interface Question {
  readonly model: string
  /** All text of the prompt, instructions included: what input tokens are counted from. */
  readonly promptText: string
  /** The last user message: where quotes come from. */
  readonly userText: string
  /** The JSON schema the answer must fit. */
  readonly schema?: unknown
  /** JSON was asked for, with or without a schema. */
  readonly wantsJson: boolean
  readonly maxOutputTokens?: number
}

export interface Answer {
  readonly text: string
  readonly finish: Finish
  readonly usage: ServedUsage
}

/** The provider's tokeniser: so many characters a token, rounded up. */
export function countTokens(text: string, charactersPerToken: number): number {
  return Math.ceil(text.length / charactersPerToken)
}

/**
 * Answers as a model would: within the output ceiling, reasoning included. A text that does not fit is
 * cut off there and finishes with `length`. Counts set by the reply are taken as they are.
 */
export function answerQuestion(question: Question, reply: AnswerReply, charactersPerToken: number): Answer {
  const reasoning = reply.usage?.reasoning ?? 0
  const room = Math.max(0, (question.maxOutputTokens ?? Infinity) - reasoning) * charactersPerToken
  const whole = reply.text ?? generatedText(question)
  const text = whole.slice(0, room)
  const prompted = countTokens(question.promptText, charactersPerToken)
  const fromCache = (reply.usage?.cached ?? 0) + (reply.usage?.cacheWrite ?? 0)
  return {
    text,
    finish: reply.finish ?? (text.length < whole.length ? 'length' : 'stop'),
    usage: {
      input: Math.max(prompted, fromCache),
      cached: 0,
      cacheWrite: 0,
      output: countTokens(text, charactersPerToken) + reasoning,
      reasoning,
      audioSeconds: 0,
      ...reply.usage,
    },
  }
}

function generatedText({ schema, wantsJson, userText }: Question): string {
  if (schema !== undefined) return JSON.stringify(schemaInstance(schema, userText))
  const quote = sourceSentences(userText)[0] ?? ''
  const prose = `The text was read in full. Its first sentence is this: ${quote}`
  return wantsJson ? JSON.stringify({ answer: prose }) : prose
}
