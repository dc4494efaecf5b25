import { z } from '@hono/zod-openapi'
import { ProblemError, problemAnswer } from './problem.ts'

/** An answer of a route in a form that the process writes; as it is read, not as it is in memory. */
export function jsonAnswer(description: string, form: z.ZodType) {
  const { $schema: _, ...described } = z.toJSONSchema(form, { io: 'input' })
  // The description goes into the document as it is; what is answered has been written by the form itself.
  const schema = described as unknown as z.ZodUnknown
  return { description, content: { 'application/json': { schema } } }
}

/** What every route of the API may answer besides. */
export const usualProblems = {
  400: problemAnswer('The request is not of the form that is described.'),
  401: problemAnswer('Nobody known asks.'),
  403: problemAnswer('It is not for whoever asks.'),
  404: problemAnswer('There is no such thing, or not for whoever asks.'),
  429: problemAnswer('Too many attempts.'),
  503: problemAnswer('The process is shutting down.'),
}

/** A body that has to be there. */
export function jsonBody<T extends z.ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } } as const
}

export function notFound(what: string): ProblemError {
  return new ProblemError({ status: 404, code: 'not_found', detail: `There is no ${what}.` })
}
