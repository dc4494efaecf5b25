import { networkOf } from './client-address.ts'

/** So many attempts of one address to be let in may fail within the time; further ones are not looked at until it is over. */
const mostFailures = 30
const windowMs = 60_000
/** So many addresses are remembered at most. */
const mostAddresses = 10_000

/** Counts what fails, by where it comes from. */
export class FailedAttempts {
  readonly #now: () => number
  readonly #failures = new Map<string, { count: number; readonly untilMs: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Seconds until an address is listened to again; undefined while it is. */
  blockedForSeconds(address: string): number | undefined {
    const network = networkOf(address)
    const known = this.#failures.get(network)
    if (!known) return undefined
    const leftMs = known.untilMs - this.#now()
    if (leftMs <= 0) {
      this.#failures.delete(network)
      return undefined
    }
    return known.count >= mostFailures ? Math.ceil(leftMs / 1_000) : undefined
  }

  failed(address: string): void {
    const network = networkOf(address)
    const known = this.#failures.get(network)
    if (known && known.untilMs > this.#now()) {
      known.count += 1
      return
    }
    const [oldest] = this.#failures.keys()
    if (this.#failures.size >= mostAddresses && oldest !== undefined) this.#failures.delete(oldest)
    this.#failures.set(network, { count: 1, untilMs: this.#now() + windowMs })
  }
}
