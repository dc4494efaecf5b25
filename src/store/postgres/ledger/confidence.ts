const mostBatches = 64

/**
 * Whether it is worth to decide on the books in mind. After having been wrong once not for one batch, after twice in a row for two, then
 * four, 64 at most: where several processes spend at once, another has nearly always been at the books in between.
 */
export class Confidence {
  #lost = 0
  #left = 0

  get isThere(): boolean {
    return this.#left === 0
  }

  gain(): void {
    this.#lost = 0
  }

  lose(): void {
    this.#lost = Math.min(Math.max(1, this.#lost * 2), mostBatches)
    this.#left = this.#lost
  }

  /** A batch was decided otherwise. */
  wait(): void {
    if (this.#left > 0) this.#left -= 1
  }
}
