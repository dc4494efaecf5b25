export interface Neighbour {
  readonly document: number
  readonly ordinal: number
  readonly similarity: number
}

/** Collects neighbours and keeps the closest, in bounded space. */
export class Closest {
  readonly #limit: number
  #kept: Neighbour[] = []
  #threshold = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** What points away or at a right angle is no neighbour. */
  offer(neighbour: Neighbour): void {
    if (neighbour.similarity <= this.#threshold) return
    this.#kept.push(neighbour)
    if (this.#kept.length >= this.#limit * 4) this.#cut()
  }

  /** Closest first. */
  list(): readonly Neighbour[] {
    this.#cut()
    return this.#kept
  }

  #cut(): void {
    this.#kept.sort((left, right) => right.similarity - left.similarity)
    this.#kept.length = Math.min(this.#kept.length, this.#limit)
    if (this.#kept.length === this.#limit) this.#threshold = this.#kept.at(-1)?.similarity ?? 0
  }
}
