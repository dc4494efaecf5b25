import type { ModelId } from '../../pricing/model-id.ts'
import { parseModelId } from '../../pricing/model-id.ts'
import type { ProviderName, ProvidersSettings } from '../provider-names.ts'
import { ceilingFields, formProviders, type GatewayForm } from './gateway-form.ts'
import { GatewayRequestError } from './gateway-request-error.ts'
import { outputCeilingOf } from './output-ceilings.ts'
import type { JsonObject } from './request-size.ts'

/** A request in a provider's own form, read as far as its cost depends on it. */
export interface GatewayRequest {
  readonly form: GatewayForm
  readonly body: JsonObject
  readonly model: ModelId & { readonly provider: ProviderName }
  readonly isStreamed: boolean
  /** How many answers are asked for. */
  readonly answers: number
  /** Undefined: there is nothing written. */
  readonly ceiling: OutputCeiling | undefined
}

/** https://platform.openai.com/docs/api-reference/chat/create (2026-11) */
export const mostAnswers = 128
/** More than any model writes. */
export const mostTokens = 10_000_000

interface OutputCeiling {
  /** Of one answer. */
  readonly tokens: number
  /** Whether the request names it; else it is the model's own, and may be set lower. */
  readonly isNamed: boolean
}

/** @throws {GatewayRequestError} */
export function readGatewayRequest(
  form: GatewayForm,
  bytes: Uint8Array,
  providers: ProvidersSettings,
): GatewayRequest {
  const body = parsed(bytes)
  const model = modelOf(form, body['model'], providers)
  if (body['background'] === true) throw new GatewayRequestError('background')
  const tool = toolByThePiece(body['tools'])
  if (tool !== undefined) throw new GatewayRequestError('tool_by_the_piece', tool)
  const answers = body['n'] ?? 1
  if (typeof answers !== 'number' || !Number.isInteger(answers) || answers < 1 || answers > mostAnswers)
    throw new GatewayRequestError('invalid_ceiling', 'n')
  return {
    form,
    body,
    model,
    isStreamed: body['stream'] === true,
    answers,
    ceiling: ceilingOf(form, body, model),
  }
}

/**
 * The providers run these themselves, as often as the model likes, and charge a call, a container or a picture:
 * https://platform.openai.com/docs/pricing, https://platform.claude.com/docs/en/about-claude/pricing (2026-11)
 */
const toolsByThePiece = /^(?:file_search|code_interpreter|image_generation|code_execution(?:_\d+)?)$/

function toolByThePiece(tools: unknown): string | undefined {
  const types = (Array.isArray(tools) ? tools : []).map((tool: unknown) =>
    typeof tool === 'object' && tool !== null && 'type' in tool ? String(tool.type) : '',
  )
  return types.find((type) => toolsByThePiece.test(type))
}

function parsed(bytes: Uint8Array): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new GatewayRequestError('malformed', '', { cause: error })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new GatewayRequestError('malformed')
  return value as JsonObject
}

/** `openai:gpt-5` names its provider; any other name is looked for at the first provider of the form that is set. */
function modelOf(form: GatewayForm, named: unknown, providers: ProvidersSettings): GatewayRequest['model'] {
  if (typeof named !== 'string' || named.trim() === '') throw new GatewayRequestError('model_missing')
  const speakers = formProviders[form]
  const isSet = (name: ProviderName) => providers[name]?.apiKey || providers[name]?.baseUrl
  const { provider, model } = parseModelId(named) ?? {}
  const asked = speakers.find((name) => name === provider)
  if (asked && model) {
    if (!isSet(asked)) throw new GatewayRequestError('provider_not_set', asked)
    return { provider: asked, model }
  }
  if (provider !== undefined && ['openai', 'anthropic', 'google', 'compatible', 'local'].includes(provider))
    throw new GatewayRequestError('provider_unknown', provider)
  const first = speakers.find(isSet)
  if (!first) throw new GatewayRequestError('provider_not_set', speakers[0])
  return { provider: first, model: named }
}

function ceilingOf(form: GatewayForm, body: JsonObject, model: ModelId): OutputCeiling | undefined {
  const fields = ceilingFields[form]
  if (!fields) return undefined
  const named = fields.filter((field) => body[field] !== undefined && body[field] !== null)
  for (const field of named) {
    const tokens = body[field]
    if (typeof tokens !== 'number' || !Number.isInteger(tokens) || tokens < 1 || tokens > mostTokens)
      throw new GatewayRequestError('invalid_ceiling', field)
  }
  // Of two that are named the larger bounds the cost, whichever the provider keeps to.
  if (named.length > 0)
    return { tokens: Math.max(...named.map((field) => Number(body[field]))), isNamed: true }
  return { tokens: outputCeilingOf(model), isNamed: false }
}
