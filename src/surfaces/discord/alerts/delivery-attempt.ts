import type { SendResult } from '../../../outbox/channel.ts'
import type { Delivery, Outbox, OutboxStore } from '../../../outbox/outbox-store.ts'
import { retryDelayMs } from '../../../outbox/retry-delay.ts'

export interface AttemptOptions {
  readonly store: Pick<OutboxStore, 'noteDelivery'>
  readonly now: () => number
  readonly random: () => number
}

interface Attempt {
  readonly outbox: Outbox
  readonly ids: readonly number[]
  readonly channel: string
  /** As it stood before; undefined before the first attempt. */
  readonly earlier: Delivery | undefined
  readonly send: () => Promise<SendResult>
  readonly onResult: (result: SendResult, delivery: Delivery) => void
}

/** Sends over one channel, unless that has ended or is not due yet, and keeps in the store what came of it. */
export async function attemptDelivery(attempt: Attempt, options: AttemptOptions): Promise<Delivery> {
  const { outbox, ids, channel, earlier } = attempt
  if (earlier && (earlier.state !== 'failed' || earlier.dueAtMs > options.now())) return earlier
  const result = await attempt.send()
  const attempts = (earlier?.attempts ?? 0) + 1
  const delivery: Delivery = {
    channel,
    attempts,
    state: result.kind === 'sent' ? 'delivered' : result.kind,
    dueAtMs: options.now() + (result.kind === 'failed' ? retryDelayMs(attempts, options.random) : 0),
  }
  await options.store.noteDelivery({ outbox, ids, ...delivery })
  attempt.onResult(result, delivery)
  return delivery
}

/** When the soonest of the failed ones is to be tried again; undefined when all have ended. */
export function retryAtMs(deliveries: readonly Delivery[]): number | undefined {
  const dueAtMs = deliveries.filter(({ state }) => state === 'failed').map((delivery) => delivery.dueAtMs)
  return dueAtMs.length === 0 ? undefined : Math.min(...dueAtMs)
}
