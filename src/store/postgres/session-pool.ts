import { ConnectionError } from './connection-error.ts'
import { isAway } from './postgres-error.ts'
import type { Session } from './session.ts'

/** So many connections at most, each for one transaction at a time. One that is lost, or has not answered in time, is never used again. */
export class SessionPool {
  readonly #open: () => Session
  readonly #most: number
  readonly #all = new Set<Session>()
  readonly #idle: Session[] = []
  readonly #waiting: (() => void)[] = []
  #isClosed = false

  /** @param first one that is open already */
  constructor(most: number, open: () => Session, first: Session) {
    this.#most = most
    this.#open = open
    this.#all.add(first)
    this.#idle.push(first)
  }

  /** @param limit when it aborts, so does what is done; rejects with its reason */
  async use<T>(work: (session: Session) => Promise<T>, limit: AbortSignal): Promise<T> {
    const session = await before(limit, () => this.#take(limit))
    try {
      return await before(limit, () => work(session))
    } catch (error) {
      if (limit.aborted || isAway(error)) void session.close()
      throw error
    } finally {
      this.#giveBack(session)
    }
  }

  /** Lets what is under way end for a moment. */
  async close(graceMs: number): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#all].map((session) => session.close(graceMs)))
  }

  async #take(limit: AbortSignal): Promise<Session> {
    for (;;) {
      if (this.#isClosed) throw new ConnectionError('CONNECTION_ENDED', 'the database is closed')
      const session = this.#idle.pop()
      if (session) return session
      if (this.#all.size < this.#most) return this.#add()
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#waiting.push(resolve)
      await promise
      if (!limit.aborted) continue
      // Nobody waits for this one any more: the turn is the next one's.
      this.#waiting.shift()?.()
      throw limit.reason
    }
  }

  #add(): Session {
    const session = this.#open()
    this.#all.add(session)
    return session
  }

  #giveBack(session: Session): void {
    if (session.isOver || this.#isClosed) {
      this.#all.delete(session)
      void session.close()
    } else this.#idle.push(session)
    this.#waiting.shift()?.()
  }
}

/** What comes of it, or the reason of the signal when that aborts first. */
export async function before<T>(limit: AbortSignal, work: () => Promise<T>): Promise<T> {
  limit.throwIfAborted()
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () => reject(limit.reason)
  limit.addEventListener('abort', stop)
  try {
    return await Promise.race([work(), promise])
  } finally {
    limit.removeEventListener('abort', stop)
  }
}
