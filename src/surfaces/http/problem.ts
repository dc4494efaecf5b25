import { STATUS_CODES } from 'node:http'
import { z } from '@hono/zod-openapi'

/** What a problem may tell besides. */
interface ProblemMembers {
  /** Fields that are not as they are described. */
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
  /** The limit that is not to be exceeded, in US dollars. */
  readonly cap_usd?: number
}

export interface Problem {
  readonly status: number
  /** What programs go by. */
  readonly code: string
  /** What was expected, for whoever reads the answer. */
  readonly detail: string
  readonly members?: ProblemMembers | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** Thrown where a request cannot be answered, and answered as problem details. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** RFC 9457. */
export function problemResponse({ status, code, detail, members, headers }: Problem): Response {
  const body = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail,
    ...members,
  }
  return Response.json(body, {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  })
}

/** What a problem looks like, for the description of the API. */
const problemForm = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  cap_usd: z.number().optional(),
})

/** Such an answer of a route. */
export function problemAnswer(description: string) {
  return { description, content: { 'application/problem+json': { schema: problemForm } } }
}
