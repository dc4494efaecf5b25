import type { Timers } from '../time/timers.ts'
import type { Route } from './channel.ts'
import { type DeliveryOptions, deliverParcel, retryDelayMs } from './deliver-parcel.ts'
import type { OutboxStore } from './outbox-store.ts'
import type { Parcel } from './parcel.ts'

export interface OutboxWorkerOptions extends DeliveryOptions {
  readonly store: OutboxStore
  /** Who is to have a parcel, and by which ways. */
  readonly routeOf: (parcel: Parcel) => Promise<Route>
  readonly timers: Timers
}

const pollEveryMs = 5_000
/** Bookings come in flocks: one look serves them all. */
const nudgeDelayMs = 100
/** Well within the minutes for which Discord knows a nonce: what a process may have sent is not sent a second time. */
const leaseMs = 60_000
const underWayAtMost = 20

/**
 * Delivers the parcels of an outbox. Several processes may run one each: claims give every parcel to one of them. Messages to owners go
 * one after another, in the order of what they tell; what members wait for each by itself.
 */
export class OutboxWorker {
  readonly #options: OutboxWorkerOptions
  readonly #underWay = new Set<Promise<void>>()
  #lastToOwners: Promise<void> = Promise.resolve()
  #looking: Promise<number> | undefined
  #isStale = false
  /** There was no room for all that may be due. */
  #isFull = false
  #isStopped = false
  #isNudged = false
  #stopPolling: () => void = () => undefined

  constructor(options: OutboxWorkerOptions) {
    this.#options = options
  }

  /** Looks now and every few seconds. */
  start(): void {
    this.#stopPolling = this.#options.timers.every(pollEveryMs, () => this.look())
    this.look()
  }

  /** Something may be waiting: looks soon instead of at the next poll. */
  nudge(): void {
    if (this.#isNudged) return
    this.#isNudged = true
    this.#options.timers.after(nudgeDelayMs).addEventListener('abort', () => {
      this.#isNudged = false
      this.look()
    })
  }

  /** Something waits: looks now, and once more when it was looking already. */
  look(): void {
    this.#isStale = this.#looking !== undefined
    this.#looking ??= this.#takeDue().finally(() => {
      this.#looking = undefined
      if (this.#isStale) this.look()
    })
  }

  /** Looks, and looks again after what it found was tried, until nothing is due. */
  async drain(): Promise<void> {
    for (let found = 1; found > 0; ) {
      this.look()
      found = this.#underWay.size
      while (this.#looking) found += await this.#looking
      await Promise.all(this.#underWay)
    }
  }

  /** Lets what is being sent go out; what is not sent yet is given back for whoever runs next. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#stopPolling()
    await this.#looking
    await Promise.all(this.#underWay)
  }

  /** Begins to deliver as many of the due parcels as there is room for. Never rejects. */
  async #takeDue(): Promise<number> {
    const { store, log, now } = this.#options
    const limit = underWayAtMost - this.#underWay.size
    this.#isFull = limit <= 0
    if (this.#isStopped || this.#isFull) return 0
    const atMs = now()
    try {
      const parcels = await store.claim({ limit, leaseMs, atMs })
      this.#isFull = parcels.length === limit
      for (const parcel of parcels) this.#begin(parcel, atMs)
      return parcels.length
    } catch (error) {
      log.error({ err: error }, 'the outbox could not be read')
      return 0
    }
  }

  #begin(parcel: Parcel, claimedAtMs: number): void {
    const deliver = () => this.#deliver(parcel, claimedAtMs)
    const isToOwners = parcel.kind !== 'result' && parcel.kind !== 'receipt'
    const work = isToOwners ? this.#lastToOwners.then(deliver) : deliver()
    if (isToOwners) this.#lastToOwners = work
    const tracked = work.finally(() => {
      this.#underWay.delete(tracked)
      if (this.#isFull) this.look()
    })
    this.#underWay.add(tracked)
  }

  /** Never rejects. */
  async #deliver(parcel: Parcel, claimedAtMs: number): Promise<void> {
    const { store, log, now } = this.#options
    const isLate = now() - claimedAtMs > leaseMs / 2
    try {
      if (this.#isStopped || isLate) await store.putOff(parcel, now())
      else await this.#tryToDeliver(parcel)
    } catch (error) {
      log.error({ err: error, parcel: parcel.id }, 'what came of a parcel could not be kept')
    }
  }

  async #tryToDeliver(parcel: Parcel): Promise<void> {
    const { store, routeOf, log, now, random } = this.#options
    const { id, kind, attempts } = parcel
    try {
      const outcome = await deliverParcel(parcel, await routeOf(parcel), this.#options)
      if (outcome.kind === 'again') await store.putOff(parcel, outcome.atMs)
      else await store.end(id, outcome.kind, now())
      if (outcome.kind === 'kept') log.warn({ parcel: id, kind }, 'a parcel reached nobody and is kept')
    } catch (error) {
      log.error({ err: error, parcel: id, kind }, 'a parcel could not be prepared; it is tried again')
      await store.putOff(parcel, now() + retryDelayMs(attempts, random))
    }
  }
}
