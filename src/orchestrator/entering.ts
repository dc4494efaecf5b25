/** How many workflows of each member are only just being stored: many at once are not all let in before any of them waits. */
export class Entering {
  readonly #counts = new Map<string, number>()

  of(user: string): number {
    return this.#counts.get(user) ?? 0
  }

  /** Returns the function that counts it no longer. */
  enter(user: string): () => void {
    this.#counts.set(user, this.of(user) + 1)
    return () => {
      const others = this.of(user) - 1
      if (others > 0) this.#counts.set(user, others)
      else this.#counts.delete(user)
    }
  }
}
