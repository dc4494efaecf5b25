import { type Context, type ErrorHandler, Hono } from 'hono'
import { accountOf } from '../../../access/client-keys.ts'
import { refusalIn } from '../../../budget/budget-refused-error.ts'
import { formPaths, type GatewayForm, gatewayForms } from '../../../llm/gateway/gateway-form.ts'
import type { HttpEnvironment, HttpParts } from '../http-context.ts'
import { ProblemError } from '../problem.ts'
import { known, refuseTooMany, requireCaller } from '../security/guards.ts'
import { limitedBody } from '../security/limited-body.ts'
import { gatewayErrorOf } from './gateway-errors.ts'
import { IdempotentCalls } from './idempotent-calls.ts'
import { isAnthropics, modelsRoutes } from './models-route.ts'
import { notForwarded } from './not-forwarded.ts'
import { providerErrorResponse } from './provider-error.ts'

/** No provider takes larger requests: https://platform.claude.com/docs/en/api/errors, 32 MB (2026-11). */
const longestRequestBytes = 32 * 1024 * 1024

/** What of a provider's answer describes its connection or the operator's account stays here. */
const keptBack = [
  'alt-svc',
  'anthropic-organization-id',
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'openai-organization',
  'openai-project',
  'set-cookie',
  'strict-transport-security',
  'transfer-encoding',
]

/** The providers' own calls, for programs that have a client key. */
export function gatewayRoutes(parts: HttpParts): Hono<HttpEnvironment> {
  const app = new Hono<HttpEnvironment>()
  const calls = new IdempotentCalls(parts.autointel.now)
  for (const form of gatewayForms) app.route('', routeOf(form, calls, parts))
  app.route('', modelsRoutes(parts))
  app.all('*', known(parts), notForwarded)
  app.onError((error, context) => errorAnswer(formOf(context), parts)(error, context))
  return app
}

function routeOf(form: GatewayForm, calls: IdempotentCalls, parts: HttpParts): Hono<HttpEnvironment> {
  const { autointel } = parts
  const app = new Hono<HttpEnvironment>()
  app.post(formPaths[form], async (context) => {
    const caller = await requireCaller(context, parts)
    if (caller.kind !== 'key') throw new ProblemError(keyNeeded)
    refuseTooMany(caller, parts.gatewayRates)
    const { req } = context
    const bytes = await limitedBody(context, longestRequestBytes)
    const account = accountOf(caller.key)
    const key = req.header('idempotency-key')
    const response = await calls
      .once(`${account} ${form}`, { key, body: bytes }, () =>
        autointel.gateway.forward({
          form,
          bytes,
          headers: req.raw.headers,
          query: new URL(req.url).search,
          attribution: caller.spender,
          account,
          signal: req.raw.signal,
        }),
      )
      .catch(asError)
    const headers = new Headers(response.headers)
    for (const name of keptBack) headers.delete(name)
    return new Response(response.body, { status: response.status, headers })
  })
  app.onError(errorAnswer(form, parts))
  return app
}

/** Of what is no call that is forwarded. */
function formOf(context: Context<HttpEnvironment>): GatewayForm {
  return isAnthropics(context) || context.req.path.startsWith('/v1/messages') ? 'messages' : 'chat'
}

/** What went wrong, in the form of the provider whose clients ask. */
function errorAnswer(form: GatewayForm, { log, metrics }: HttpParts): ErrorHandler<HttpEnvironment> {
  return (error, { req }) => {
    const refusal = refusalIn(error)?.refusal
    if (refusal) metrics.refused(refusal)
    const told = gatewayErrorOf(error)
    if (told && told.status >= 500)
      log.warn({ form, code: told.code }, 'a call through the gateway came to nothing')
    if (told) return providerErrorResponse(form, told)
    if (req.raw.signal.aborted) log.debug({ form }, 'a client has gone before its answer')
    else log.error({ err: error, form }, 'a call through the gateway failed')
    return providerErrorResponse(form, {
      status: 500,
      code: 'internal_error',
      message: 'Something went wrong here; the log has it.',
    })
  }
}

const keyNeeded = {
  status: 401,
  code: 'client_key_needed',
  detail: 'Expected a client key: make one with "autointel key create --subject <subject>".',
}

/** What a request is called off with when its client goes is a text, which Hono hands to nobody. */
function asError(cause: unknown): never {
  throw cause instanceof Error ? cause : new Error('The request was called off.', { cause })
}
