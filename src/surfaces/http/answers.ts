import { z } from '@hono/zod-openapi'
import type { TypedResponse } from 'hono'
import type { JSONValue } from 'hono/utils/types'
import { ProblemError, problemAnswer } from './problem.ts'

/** An answer of a route in a form that the process writes; as it is read, not as it is in memory. */
export function jsonAnswer(description: string, form: z.ZodType) {
  const { $schema: _, ...described } = z.toJSONSchema(form, { io: 'input' })
  // The description goes into the document as it is; what is answered has been written by the form itself.
  const schema = described as unknown as z.ZodUnknown
  return { description, content: { 'application/json': { schema } } }
}

/** What everything that is asked here may be answered, whoever asks for what. */
export const problemsOfAll = {
  421: problemAnswer('The host name of the request is not one of ours.'),
  500: problemAnswer('Something went wrong here.'),
  503: problemAnswer('The process is shutting down.'),
}

/** The same where it has to be known who asks. */
export const usualProblems = {
  ...problemsOfAll,
  401: problemAnswer('Nobody known asks.'),
  429: problemAnswer('Whoever asks does so too often, or has shown too many wrong tokens.'),
  502: problemAnswer('Discord does not say who asks.'),
}

/** What a request may be answered that asks for something of a form, or of somebody. */
export const wrongRequest = { 400: problemAnswer('The request is not of the form that is described.') }
export const notAllowed = {
  403: problemAnswer('It is not for whoever asks, or a page of another site asks.'),
}
export const noSuchThing = { 404: problemAnswer('There is no such thing, or not for whoever asks.') }

/** What a request with a body may be answered. */
export const wrongBody = {
  ...wrongRequest,
  413: problemAnswer('The body is too large.'),
  415: problemAnswer('The body is not said to be JSON.'),
}

/** What a request without a body may be answered that has one all the same. */
export const unwantedBody = { 413: wrongBody[413] }

/** What has been written as JSON already. */
export function jsonText(text: string): Response & TypedResponse<JSONValue, 200, 'json'> {
  // What its text describes, which no type can tell.
  return new Response(text, { headers: { 'content-type': 'application/json' } }) as Response &
    TypedResponse<JSONValue, 200, 'json'>
}

/** A body that has to be there. */
export function jsonBody<T extends z.ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } } as const
}

export function notFound(what: string): ProblemError {
  return new ProblemError({ status: 404, code: 'not_found', detail: `There is no ${what}.` })
}
