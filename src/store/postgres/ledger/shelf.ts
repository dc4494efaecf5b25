/** What was read of one kind, by name. Remembers what was asked for and is not known yet, to be read next. */
export class Shelf<Key, Value> {
  readonly #known = new Map<string, Value | undefined>()
  readonly #wanted = new Map<string, Key>()

  /** Undefined when there is none, and while it is not known. */
  get(name: string, key: Key): Value | undefined {
    const value = this.#known.get(name)
    if (value === undefined && !this.#known.has(name)) this.#wanted.set(name, key)
    return value
  }

  get isMissing(): boolean {
    return this.#wanted.size > 0
  }

  get size(): number {
    return this.#known.size
  }

  isKnown(name: string): boolean {
    return this.#known.has(name)
  }

  put(name: string, value: Value): void {
    this.#known.set(name, value)
  }

  clear(): void {
    this.#known.clear()
    this.#wanted.clear()
  }

  /** @param read what there is of these keys, by name */
  async load(
    read: (keys: readonly Key[]) => Promise<readonly (readonly [name: string, value: Value])[]>,
  ): Promise<void> {
    if (this.#wanted.size === 0) return
    const wanted = [...this.#wanted]
    this.#wanted.clear()
    const found = new Map(await read(wanted.map(([, key]) => key)))
    for (const [name] of wanted) this.#known.set(name, found.get(name))
  }
}
