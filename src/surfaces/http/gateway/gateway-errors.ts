import { APICallError } from '@ai-sdk/provider'
import { refusalIn } from '../../../budget/budget-refused-error.ts'
import { leftOf, type Refusal } from '../../../ledger/limit-state.ts'
import { mostAnswers, mostTokens } from '../../../llm/gateway/gateway-request.ts'
import { GatewayRequestError } from '../../../llm/gateway/gateway-request-error.ts'
import { UnpricedModelError } from '../../../llm/unpriced-model-error.ts'
import { formatUsd, toUsdNumber } from '../../../money/format.ts'
import { ProblemError } from '../problem.ts'
import type { ProviderError } from './provider-error.ts'
import { providerErrorOf } from './provider-form.ts'

/** What went wrong, as the client is told; undefined for what nobody foresaw. */
export function gatewayErrorOf(error: unknown): ProviderError | undefined {
  const refusal = refusalIn(error)?.refusal
  if (refusal) return refused(refusal)
  if (error instanceof GatewayRequestError) return malformed(error)
  if (error instanceof UnpricedModelError)
    return { status: 400, code: 'unpriced_model', message: 'Nobody knows what this model costs.' }
  if (error instanceof ProblemError) return providerErrorOf(error.problem)
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return { status: 504, code: 'provider_timeout', message: 'The provider has not answered in time.' }
  if (APICallError.isInstance(error))
    return { status: 502, code: 'provider_unreachable', message: 'The provider could not be reached.' }
  return undefined
}

function refused(refusal: Refusal): ProviderError {
  const { subject, period, limitNanoUsd, spentNanoUsd, heldNanoUsd, requestedNanoUsd, resetsAtMs } = refusal
  const remainingNanoUsd = leftOf(refusal)
  const resetsAt = resetsAtMs === undefined ? null : new Date(resetsAtMs).toISOString()
  const usd = (amount: bigint) => formatUsd(amount, 'four')
  const message = `The budget of ${subject}${period ? ` for the ${period}` : ''} is ${usd(limitNanoUsd)} and has ${usd(remainingNanoUsd)} left; this call may cost up to ${usd(requestedNanoUsd)}.${resetsAt ? ` It resets at ${resetsAt}.` : ''}`
  return {
    status: 402,
    code: 'budget_exceeded',
    message,
    members: {
      subject,
      period: period ?? null,
      limit_usd: toUsdNumber(limitNanoUsd),
      spent_usd: toUsdNumber(spentNanoUsd),
      held_usd: toUsdNumber(heldNanoUsd),
      remaining_usd: toUsdNumber(remainingNanoUsd),
      requested_usd: toUsdNumber(requestedNanoUsd),
      resets_at: resetsAt,
    },
  }
}

function malformed({ code, named }: GatewayRequestError): ProviderError {
  switch (code) {
    case 'malformed':
      return { status: 400, code, message: 'The body is not a JSON object.' }
    case 'model_missing':
      return { status: 400, code, message: 'Expected a model, such as "openai:gpt-5-mini".' }
    case 'provider_unknown':
      return { status: 404, code, message: `The provider ${named} cannot be asked at this address.` }
    case 'provider_not_set':
      return { status: 404, code, message: `The operator has set no key and no address of ${named}.` }
    case 'invalid_ceiling':
      return {
        status: 400,
        code,
        message: `Expected ${named} to be a whole number from 1 to ${named === 'n' ? mostAnswers : mostTokens}.`,
      }
    case 'background':
      return {
        status: 400,
        code,
        message:
          'What is worked on in the background tells its bill to nobody here: ask without "background".',
      }
    case 'tool_by_the_piece':
      return {
        status: 400,
        code,
        message: `The provider charges for ${named} by the piece, and no price here tells how much: no limit would hold for it.`,
      }
    default:
      return code satisfies never
  }
}
