import type { MeterObserver } from './meter.ts'

/** Hands what the meter does to whoever subscribes. One that throws disturbs neither the call nor the others. */
export class MeterEvents {
  readonly #observers = new Set<MeterObserver>()
  readonly #onError: (error: unknown) => void

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  /** For the meter, which knows one observer. */
  readonly observer: MeterObserver = {
    booked: (booking) => this.#tell(({ booked }) => booked?.(booking)),
    softLimitsExceeded: (limits) => this.#tell(({ softLimitsExceeded }) => softLimitsExceeded?.(limits)),
    caution: (found) => this.#tell(({ caution }) => caution?.(found)),
  }

  /** Returns the function that ends the subscription. */
  subscribe(observer: MeterObserver): () => void {
    this.#observers.add(observer)
    return () => this.#observers.delete(observer)
  }

  #tell(of: (observer: MeterObserver) => void): void {
    for (const observer of this.#observers) {
      try {
        of(observer)
      } catch (error) {
        this.#onError(error)
      }
    }
  }
}
