import type { Context } from 'hono'
import { formPaths } from '../../../llm/gateway/gateway-form.ts'
import type { HttpEnvironment } from '../http-context.ts'
import { ProblemError } from '../problem.ts'

const forwarded = Object.values(formPaths).map((path) => `/v1${path}`)

/** @throws {ProblemError} for a call of the providers' that no limit would hold for, such as a batch, and for one of another method. */
export function notForwarded({ req }: Context<HttpEnvironment>): never {
  const path = req.path.replace(/\/+$/, '')
  if (forwarded.includes(path) && req.method !== 'POST')
    throw new ProblemError({
      status: 405,
      code: 'method_not_allowed',
      detail: `Expected POST at ${path}.`,
      headers: { allow: 'POST' },
    })
  throw new ProblemError({
    status: 404,
    code: 'not_forwarded',
    detail: `The gateway does not forward ${req.path}, only calls whose cost can be held before they leave: POST ${forwarded.join(', ')}; and it lists models at GET /v1/models. For anything else ask the provider itself.`,
  })
}
