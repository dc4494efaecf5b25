import { ProblemError } from '../problem.ts'
import { type Caller, callerName } from './caller.ts'

/** When there may be room again: whoever leaves makes some, and nobody tells those who wait. */
const retryAfterSeconds = 10

/** How many streams each caller has open. */
export class OpenStreams {
  readonly #most: number
  readonly #open = new Map<string, number>()

  /** @param most of each caller; 0: as many as they like */
  constructor(most: number) {
    this.#most = most
  }

  /**
   * Counts one more, until what is returned is called.
   *
   * @throws {ProblemError} when somebody else than the operator has too many.
   */
  begin(caller: Caller): () => void {
    const name = callerName(caller)
    if (name === undefined || this.#most === 0) return () => undefined
    const open = this.#open.get(name) ?? 0
    if (open >= this.#most)
      throw new ProblemError({
        status: 429,
        code: 'too_many_streams',
        detail: `No more than ${this.#most} streams of events may be open at once.`,
        headers: { 'retry-after': String(retryAfterSeconds) },
      })
    this.#open.set(name, open + 1)
    let isOpen = true
    return () => {
      if (isOpen) this.#end(name)
      isOpen = false
    }
  }

  #end(name: string): void {
    const left = (this.#open.get(name) ?? 1) - 1
    if (left === 0) this.#open.delete(name)
    else this.#open.set(name, left)
  }
}
