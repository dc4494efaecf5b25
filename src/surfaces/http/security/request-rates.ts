const minuteMs = 60_000
/** So many callers are remembered at most; whoever has asked least recently is forgotten first. */
const mostCallers = 10_000

/** How fast each caller asks: as many requests at once as a minute may have, and from then on as many a minute. */
export class RequestRates {
  readonly #perMinute: number
  readonly #now: () => number
  /** By caller, the moment until which what was asked so far is spread out, epoch milliseconds. */
  readonly #spreadUntilMs = new Map<string, number>()

  /** @param perMinute 0: as many as they like */
  constructor(perMinute: number, now: () => number) {
    this.#perMinute = perMinute
    this.#now = now
  }

  /** Counts a request; of one too many, which does not count, the seconds until there may be another. */
  tooManyForSeconds(caller: string): number | undefined {
    if (this.#perMinute === 0) return undefined
    const nowMs = this.#now()
    const spreadUntilMs = Math.max(nowMs, this.#spreadUntilMs.get(caller) ?? 0) + minuteMs / this.#perMinute
    const tooEarlyMs = spreadUntilMs - nowMs - minuteMs
    // Sums of parts of a millisecond are not exact.
    if (tooEarlyMs > 1e-3) return Math.ceil(tooEarlyMs / 1_000)
    this.#spreadUntilMs.delete(caller)
    const [oldest] = this.#spreadUntilMs.keys()
    if (this.#spreadUntilMs.size >= mostCallers && oldest !== undefined) this.#spreadUntilMs.delete(oldest)
    this.#spreadUntilMs.set(caller, spreadUntilMs)
    return undefined
  }
}
