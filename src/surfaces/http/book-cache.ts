import type { Autointel } from '../../app/open-autointel.ts'

/** What depends on the clock as well is read again after so long. */
const freshMs = 1_000
/** So much is kept at most; what was read first goes first. */
const mostKept = 500

interface Kept {
  readonly version: string
  readonly readAtMs: number
  readonly value: Promise<unknown>
}

/** What was read of the books, for as long as they are as they were: whoever asks meanwhile shares it. */
export class BookCache {
  readonly #books: Pick<Autointel, 'ledger' | 'now'>
  readonly #kept = new Map<string, Kept>()
  readonly #running = new Map<string, Promise<unknown>>()
  /** Readings that have not begun. */
  readonly #next = new Map<string, Promise<unknown>>()

  constructor(books: Pick<Autointel, 'ledger' | 'now'>) {
    this.#books = books
  }

  /** @param name tells it from all else that is read of the books */
  async of<T>(name: string, read: () => Promise<T>): Promise<T> {
    const { ledger, now } = this.#books
    const version = await ledger.version()
    if (version === undefined) return this.#readTogether(name, read)
    const nowMs = now()
    const known = this.#kept.get(name)
    if (known?.version === version && nowMs - known.readAtMs < freshMs) return known.value as Promise<T>
    const value = read()
    this.#kept.delete(name)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size >= mostKept && oldest !== undefined) this.#kept.delete(oldest)
    this.#kept.set(name, { version, readAtMs: nowMs, value })
    value.catch(() => this.#kept.delete(name))
    return value
  }

  /** Whoever asks while it is being read gets what is read next, with all others who wait for that. */
  #readTogether<T>(name: string, read: () => Promise<T>): Promise<T> {
    const known = this.#next.get(name) as Promise<T> | undefined
    if (known) return known
    const running = this.#running.get(name)
    if (!running) return this.#begin(name, read)
    const next = running
      .catch(() => undefined)
      .then(() => {
        this.#next.delete(name)
        return this.#begin(name, read)
      })
    this.#next.set(name, next)
    return next
  }

  #begin<T>(name: string, read: () => Promise<T>): Promise<T> {
    const running = read().finally(() => this.#running.delete(name))
    this.#running.set(name, running)
    return running
  }
}
