import { type FailureReply, failureReply } from '../extract/extraction-reply.ts'
import type { Answer } from './answer.ts'
import { type AnswerReader, answerReaders } from './answer-readers.ts'

export interface AnswerTask {
  readonly answer: Answer
  readonly reader: AnswerReader
  readonly location: string
}

/** What an answer says: see `Told`. */
export function work({ answer, reader, location }: AnswerTask): { readonly told: unknown } | FailureReply {
  try {
    return { told: answerReaders[reader](answer) }
  } catch (error) {
    return failureReply(error, location, 'JSON')
  }
}
