import { APICallError } from '@ai-sdk/provider'
import type { CallPlan, Meter, OpenCall } from './meter.ts'
import { billingOf } from './provider-failure.ts'

/**
 * One wire attempt: holds, sends, and ends the hold as the failure demands when sending fails. `send` settles the call itself
 * when it succeeds.
 *
 * @param held the call, where its money is set aside already
 * @throws what `send` throws, after the money is booked or freed.
 */
export async function meteredAttempt<T>(
  plan: CallPlan,
  meter: Meter,
  signal: AbortSignal | undefined,
  send: (call: OpenCall, signal: AbortSignal) => PromiseLike<T>,
  held?: OpenCall,
): Promise<T> {
  if (!held) signal?.throwIfAborted()
  const call = held ?? (await meter.open(plan, signal))
  const either = signal ? AbortSignal.any([signal, call.timeLimit]) : call.timeLimit
  if (signal?.aborted) {
    await call.release(false)
    throw signal.reason
  }
  try {
    return await send(call, either)
  } catch (error) {
    await endFailed(call, error)
    throw error
  }
}

/** What the reply says goes before what the error says; without a reply the error alone tells, of a call that can have left. */
async function endFailed(call: OpenCall, error: unknown): Promise<void> {
  const billing = call.outcome() ?? (call.canHaveLeft() ? billingOf(error) : 'not_sent')
  switch (billing) {
    case 'not_sent':
      return call.release(false)
    case 'refused':
      return call.release(true)
    case 'answered':
    case 'filtered':
      await call.settle({
        usage: {},
        outputText: APICallError.isInstance(error) ? (error.responseBody ?? '') : '',
      })
      return
    case 'unclear':
      return call.giveUp()
    default:
      return billing satisfies never
  }
}
