import type { Logger } from 'pino'
import type { Channel, Leg, Route } from './channel.ts'
import type { OutboxStore } from './outbox-store.ts'
import type { Delivery, Parcel } from './parcel.ts'

export interface DeliveryOptions {
  readonly store: Pick<OutboxStore, 'noteDelivery'>
  readonly log: Logger
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Of 0 to below 1. */
  readonly random: () => number
}

/** `kept`: somebody who was to have it could be reached by no way. */
export type DeliveryOutcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'kept' }
  | { readonly kind: 'again'; readonly atMs: number }

/** Brings a parcel to everybody who is to have it and has it not yet, and remembers in the store who has. */
export async function deliverParcel(
  parcel: Parcel,
  route: Route,
  options: DeliveryOptions,
): Promise<DeliveryOutcome> {
  const outcomes = await Promise.all(route.map((leg) => new Walk(parcel, options).along(leg)))
  const retriesAtMs = outcomes.flatMap((outcome) => (outcome.kind === 'again' ? [outcome.atMs] : []))
  if (retriesAtMs.length > 0) return { kind: 'again', atMs: Math.min(...retriesAtMs) }
  return outcomes.some(({ kind }) => kind === 'kept') ? { kind: 'kept' } : { kind: 'delivered' }
}

/** One attempt at bringing a parcel along a leg. */
class Walk {
  readonly #parcel: Parcel
  readonly #options: DeliveryOptions
  readonly #deliveries: Map<string, Delivery>

  constructor(parcel: Parcel, options: DeliveryOptions) {
    this.#parcel = parcel
    this.#options = options
    this.#deliveries = new Map(parcel.deliveries.map((delivery) => [delivery.channel, delivery]))
  }

  async along({ ways, afterwards }: Leg): Promise<DeliveryOutcome> {
    for (const way of ways) {
      const deliveries = await Promise.all(way.map((channel) => this.#over(channel)))
      const again = retryOf(deliveries)
      if (again) return again
      const taken = deliveries.find(({ state }) => state === 'delivered')
      const last = taken && afterwards?.(taken.channel)
      if (taken) return (last && retryOf([await this.#over(last)])) ?? { kind: 'delivered' }
      if (deliveries.some(({ state }) => state === 'withdrawn')) break
    }
    return { kind: 'kept' }
  }

  /** Sends over one channel, unless that has ended or is not due yet. */
  async #over(channel: Channel): Promise<Delivery> {
    const { store, now, random } = this.#options
    const earlier = this.#deliveries.get(channel.name)
    if (earlier && (earlier.state !== 'failed' || earlier.dueAtMs > now())) return earlier
    const result = await channel.send(this.#deliveries)
    const attempts = (earlier?.attempts ?? 0) + 1
    const delivery: Delivery = {
      channel: channel.name,
      attempts,
      state: result.kind === 'sent' ? 'delivered' : result.kind,
      dueAtMs: now() + (result.kind === 'failed' ? retryDelayMs(attempts, random) : 0),
      reason: (result.kind === 'unreachable' && result.reason) || '',
    }
    this.#deliveries.set(channel.name, delivery)
    await store.noteDelivery(this.#parcel.id, delivery)
    if (result.kind !== 'sent' && result.error !== undefined) this.#logRefusal(result.error, delivery)
    return delivery
  }

  #logRefusal(error: unknown, { channel, state, attempts }: Delivery): void {
    const { id: parcel, kind } = this.#parcel
    const fields = { parcel, kind, channel, attempts, err: error }
    if (state === 'failed')
      this.#options.log.warn(fields, 'a parcel could not be delivered; it is tried again')
    else this.#options.log.warn(fields, 'a channel does not take a parcel')
  }
}

function retryOf(deliveries: readonly Delivery[]): DeliveryOutcome | undefined {
  const dueAtMs = deliveries.filter(({ state }) => state === 'failed').map((delivery) => delivery.dueAtMs)
  return dueAtMs.length === 0 ? undefined : { kind: 'again', atMs: Math.min(...dueAtMs) }
}

const delaysMs = [5_000, 30_000, 120_000, 600_000, 3_600_000]
const jitter = 0.2

/**
 * How long to wait after so many failed attempts (at least 1): 5 s, 30 s, 2 min, 10 min, then an hour each time,
 * a fifth more or less so that what failed together does not come back together.
 *
 * @param random of 0 to below 1.
 */
export function retryDelayMs(attempts: number, random: () => number): number {
  const delayMs = delaysMs[Math.min(attempts, delaysMs.length) - 1] ?? 0
  return Math.round(delayMs * (1 - jitter + 2 * jitter * random()))
}
