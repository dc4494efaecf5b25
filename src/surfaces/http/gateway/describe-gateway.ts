import { z } from '@hono/zod-openapi'
import { formPaths, type GatewayForm, gatewayForms } from '../../../llm/gateway/gateway-form.ts'
import type { HttpApp } from '../http-context.ts'

/** What the gateway itself says when it does not forward a call, in the provider's form. */
const refusals = {
  400: 'The body is no JSON object, or names no model, or a ceiling that is none.',
  401: 'No client key',
  402: 'A budget does not leave enough: limit_usd, remaining_usd, resets_at',
  403: 'A page of another site asks.',
  404: 'The provider of the model cannot be asked at this address, or is not set; or there is no such model.',
  409: 'The Idempotency-Key came with another request before.',
  413: 'The body is too large.',
  415: 'The body is compressed in a way that nobody knows here.',
  421: 'The host name of the request is not one of ours.',
  429: 'The key asks too often, or too many wrong ones were shown.',
  500: 'Something went wrong here.',
  502: 'The provider cannot be reached.',
  503: 'The process is shutting down.',
  504: 'The provider has not answered in time.',
} as const

const told = {
  message: z.string(),
  code: z.string(),
  subject: z.string().optional(),
  period: z.string().nullable().optional(),
  limit_usd: z.number().optional(),
  spent_usd: z.number().optional(),
  held_usd: z.number().optional(),
  remaining_usd: z.number().optional(),
  requested_usd: z.number().optional(),
  resets_at: z.iso.datetime().nullable().optional(),
}
const openAiError = z.strictObject({ error: z.strictObject({ ...told, type: z.string(), param: z.null() }) })
const anthropicError = z.strictObject({
  type: z.literal('error'),
  error: z.strictObject({ ...told, type: z.string() }),
})
const openAiModel = z.strictObject({
  id: z.string(),
  object: z.literal('model'),
  created: z.int(),
  owned_by: z.string(),
})
const anthropicModel = z.strictObject({
  type: z.literal('model'),
  id: z.string(),
  display_name: z.string(),
  created_at: z.iso.datetime(),
})
const modelForm = z.union([openAiModel, anthropicModel])
const modelsForm = z.union([
  z.strictObject({ object: z.literal('list'), data: z.array(openAiModel) }),
  z.strictObject({
    data: z.array(anthropicModel),
    has_more: z.literal(false),
    first_id: z.string().nullable(),
    last_id: z.string().nullable(),
  }),
])

/** The providers' own calls in the document: what goes in and out is the providers' to describe. */
export function describeGateway({ openAPIRegistry }: HttpApp): void {
  for (const form of gatewayForms)
    openAPIRegistry.registerPath({
      method: 'post',
      path: `/v1${formPaths[form]}`,
      tags: ['gateway'],
      summary: 'A call in the form of the provider, with a client key',
      request: { body: { required: true, content: { 'application/json': { schema: { type: 'object' } } } } },
      responses: {
        200: { description: 'The answer of the provider, streamed where that was asked for' },
        default: { description: 'An error of the provider, as it told it' },
        ...refusalsIn(form, Object.keys(refusals)),
      },
    })
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/v1/models',
    tags: ['gateway'],
    summary: 'The models of the settings, in the form of OpenAI, or of Anthropic for its clients',
    responses: {
      200: { description: 'The models', content: { 'application/json': { schema: modelsForm } } },
      ...refusalsIn('chat', ['401', '421', '429', '500', '502', '503']),
    },
  })
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/v1/models/{id}',
    tags: ['gateway'],
    summary: 'One of them',
    request: { params: z.object({ id: z.string() }) },
    responses: {
      200: { description: 'The model', content: { 'application/json': { schema: modelForm } } },
      ...refusalsIn('chat', ['401', '404', '421', '429', '500', '502', '503']),
    },
  })
}

function refusalsIn(form: GatewayForm, statuses: readonly string[]) {
  const content = { 'application/json': { schema: form === 'messages' ? anthropicError : openAiError } }
  return Object.fromEntries(
    Object.entries(refusals)
      .filter(([status]) => statuses.includes(status))
      .map(([status, description]) => [status, { description, content }]),
  )
}
