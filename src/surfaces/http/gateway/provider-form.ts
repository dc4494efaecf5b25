import type { GatewayForm } from '../../../llm/gateway/gateway-form.ts'
import { type Problem, problemResponse } from '../problem.ts'
import { type ProviderError, providerErrorResponse } from './provider-error.ts'

/** A problem as the clients of an address understand it: of the gateway's in the form of the provider, else as problem details. */
export function problemAt(path: string, problem: Problem): Response {
  const form = formAt(path)
  return form ? providerErrorResponse(form, providerErrorOf(problem)) : problemResponse(problem)
}

export function providerErrorOf({ status, code, detail: message, headers }: Problem): ProviderError {
  return { status, code, message, headers }
}

/** Whatever is no call of Anthropic's is taken for one of OpenAI's. */
function formAt(path: string): GatewayForm | undefined {
  if (!path.startsWith('/v1/')) return undefined
  return path.startsWith('/v1/messages') ? 'messages' : 'chat'
}
