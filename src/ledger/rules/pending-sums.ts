interface PendingSum<Key, Sum> {
  readonly key: Key
  sum: Sum
  /** The sum at the mark that counts as its last, undefined where it had none then. */
  beforeMark: Sum | undefined
  mark: number
}

/**
 * Sums that a batch of use cases adds to in memory, so that each is written once at its end. One use case that
 * fails is taken back to the mark that was set before it; those before it keep what they have added.
 */
export class PendingSums<Key, Sum> {
  readonly #add: (a: Sum, b: Sum) => Sum
  readonly #sums = new Map<string, PendingSum<Key, Sum>>()
  #sinceMark: string[] = []
  #mark = 0

  constructor(add: (a: Sum, b: Sum) => Sum) {
    this.#add = add
  }

  get(name: string): Sum | undefined {
    return this.#sums.get(name)?.sum
  }

  /** @param name tells keys apart. */
  add(name: string, key: Key, added: Sum): void {
    const pending = this.#sums.get(name)
    if (!pending) {
      this.#sums.set(name, { key, sum: added, beforeMark: undefined, mark: this.#mark })
      this.#sinceMark.push(name)
      return
    }
    if (pending.mark !== this.#mark) {
      pending.mark = this.#mark
      pending.beforeMark = pending.sum
      this.#sinceMark.push(name)
    }
    pending.sum = this.#add(pending.sum, added)
  }

  /** What is added from here on may be taken back. */
  mark(): void {
    this.#mark += 1
    this.#sinceMark = []
  }

  /** Takes back what was added since the mark. */
  takeBack(): void {
    for (const name of this.#sinceMark) {
      const pending = this.#sums.get(name)
      if (pending?.beforeMark === undefined) this.#sums.delete(name)
      else pending.sum = pending.beforeMark
    }
    this.mark()
  }

  /** Hands over all that was added, and begins anew. */
  take(): readonly { readonly key: Key; readonly sum: Sum }[] {
    const taken = [...this.#sums.values()]
    this.forget()
    return taken
  }

  forget(): void {
    this.#sums.clear()
    this.mark()
  }
}
