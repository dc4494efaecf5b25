import type { ZodMiniType } from 'zod/mini'
import { DiscordApiError } from '../api-error.ts'
import type { PayloadProblem } from './problem.ts'
import { schemaProblems } from './schema-problems.ts'

/**
 * Returns the payload as what the schema says it is, or throws 50035 with every problem found. The further rules run
 * only on payloads that fit the schema, so they need not look at types again.
 */
export function requireValid<Body>(
  payload: unknown,
  schema: ZodMiniType,
  furtherProblems: (body: Body) => readonly PayloadProblem[] = () => [],
): Body {
  const unfit = schemaProblems(schema, payload)
  if (unfit.length > 0) throw new DiscordApiError('invalidForm', unfit)
  const body = payload as Body
  const problems = furtherProblems(body)
  if (problems.length > 0) throw new DiscordApiError('invalidForm', problems)
  return body
}
