import { APICallError } from '@ai-sdk/provider'
import { trackRequestBudget } from '../../budget/request-scope.ts'
import type { Attribution } from '../../ledger/attribution.ts'
import { modifiersAskedFor } from '../../pricing/wire/modifiers.ts'
import type { CountTokens } from '../count-tokens.ts'
import type { CallPlan, Meter, OpenCall } from '../meter.ts'
import { meteredAttempt } from '../metered-attempt.ts'
import type { ProvidersSettings } from '../provider-names.ts'
import type { GatewayForm } from './gateway-form.ts'
import { type GatewayRequest, readGatewayRequest } from './gateway-request.ts'
import { relayedStream } from './relayed-stream.ts'
import { requestSize } from './request-size.ts'
import { sentRequest } from './sent-request.ts'
import { writtenText } from './written-text.ts'

/** A call of another program, in a provider's own form. */
interface GatewayCall {
  readonly form: GatewayForm
  readonly bytes: Uint8Array
  /** As the client sent them; what is not the provider's business does not leave. */
  readonly headers: Headers
  /** With its question mark, or empty. */
  readonly query: string
  /** Whose money it is. */
  readonly attribution: Partial<Attribution> & Pick<Attribution, 'tenant'>
  /** Under which the books keep what the client has spent in all. */
  readonly account: string
  /** The client has gone. */
  readonly signal: AbortSignal
}

/** Forwards calls of other programs to the configured providers, under the same limits and into the same books as its own. */
export interface ModelGateway {
  /**
   * The provider's answer, its bytes as they came. Its last byte does not wait for the disk: until it is booked, the hold stands for it.
   *
   * @throws {GatewayRequestError}
   * @throws {BudgetRefusedError} when a limit does not leave enough.
   * @throws {UnpricedModelError} when the model has no price and such models are refused.
   * @throws {APICallError} when no answer came.
   */
  forward(call: GatewayCall): Promise<Response>
}

export interface ModelGatewayOptions {
  readonly meter: Meter
  readonly providers: ProvidersSettings
  /** Reads along what is answered. */
  readonly fetch: typeof globalThis.fetch
  readonly countTokens: CountTokens
  readonly timeoutMs: number
  /** An answer that is paid for reaches its client all the same; its hold is booked when it expires. */
  readonly onBookingFailure: (error: unknown) => void
}

/** Below this ceiling an answer whose ceiling the client leaves to us would be of no use. */
const leastOutputTokens = 1_024

export function createModelGateway(options: ModelGatewayOptions): ModelGateway {
  return {
    async forward(call) {
      const request = readGatewayRequest(call.form, call.bytes, options.providers)
      const plan = await planOf(request, options)
      return trackRequestBudget({ id: call.account, attribution: call.attribution }, () =>
        meteredAttempt(plan, options.meter, call.signal, (open, signal) =>
          send(request, call, open, signal, options),
        ),
      )
    },
  }
}

async function planOf(request: GatewayRequest, options: ModelGatewayOptions): Promise<CallPlan> {
  const { form, body, model, isStreamed, answers, ceiling } = request
  const { texts, furtherTokens, hasSound, answersInSound, searches } = requestSize(body, model)
  const counted = await options.countTokens({ texts, model, as: form === 'embeddings' ? 'texts' : 'chat' })
  const least = ceiling && (ceiling.isNamed ? ceiling.tokens : Math.min(leastOutputTokens, ceiling.tokens))
  return {
    model,
    operation: form === 'embeddings' ? 'embed' : isStreamed ? 'stream' : 'generate',
    inputTokens: counted + furtherTokens,
    inputIsSound: hasSound,
    outputIsSound: answersInSound,
    modifiers: modifiersAskedFor(body),
    ...(ceiling && { maxOutputTokens: ceiling.tokens * answers }),
    ...(least !== undefined && { leastOutputTokens: least * answers }),
    ...(searches > 0 && { units: { searches } }),
    timeoutMs: options.timeoutMs,
  }
}

async function send(
  request: GatewayRequest,
  given: GatewayCall,
  call: OpenCall,
  signal: AbortSignal,
  { fetch, providers, onBookingFailure }: ModelGatewayOptions,
): Promise<Response> {
  const sent = sentRequest(request, given, providers, call)
  const { url, headers, body } = sent
  const fetched = fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
  const response = await answered(url, fetched, signal)
  if (response.ok && response.body && isEventStream(response))
    return new Response(
      response.body.pipeThrough(
        relayedStream(call, signal, { hidesUsage: sent.hidesUsage, onBookingFailure }),
      ),
      response,
    )
  const bytes = await response.bytes()
  end(call, bytes).catch(onBookingFailure)
  return new Response(hasNoBody(response) ? null : bytes, response)
}

/** What went wrong on the way is told as the SDK tells it, by which its bill is known. */
async function answered(url: string, fetched: Promise<Response>, signal: AbortSignal): Promise<Response> {
  try {
    return await fetched
  } catch (cause) {
    if (signal.aborted) throw cause
    throw new APICallError({
      message: 'No answer came from the provider.',
      url,
      requestBodyValues: {},
      cause,
    })
  }
}

/** Ends the hold by what the answer says of its bill. */
async function end(call: OpenCall, bytes: Uint8Array): Promise<void> {
  const outcome = call.outcome() ?? 'unclear'
  switch (outcome) {
    case 'answered':
    case 'filtered': {
      const outputText = writtenText(new TextDecoder().decode(bytes), false)
      await call.settle({ usage: {}, outputText })
      return
    }
    case 'refused':
      return call.release(true)
    case 'unclear':
      return call.giveUp()
    default:
      return outcome satisfies never
  }
}

function isEventStream({ headers }: Response): boolean {
  return /event-stream|ndjson|jsonl|stream\+json/i.test(headers.get('content-type') ?? '')
}

function hasNoBody({ status }: Response): boolean {
  return status === 204 || status === 205 || status === 304
}
