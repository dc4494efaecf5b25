import { createHash, randomBytes } from 'node:crypto'
import type { Caller } from './caller.ts'

/** So long somebody stays logged in. */
export const sessionSeconds = 12 * 3_600
/** So many are logged in at once; of more, the oldest are logged out. */
const mostSessions = 1_000

/** Who has logged in with a browser. Sessions end with the process. */
export class Sessions {
  readonly #now: () => number
  /** By the hash of what the cookie has, so that looking one up tells nothing of the others. */
  readonly #open = new Map<string, { readonly caller: Caller; readonly untilMs: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** What the cookie is to have. */
  begin(caller: Caller): string {
    const secret = randomBytes(32).toString('base64url')
    const [oldest] = this.#open.keys()
    if (this.#open.size >= mostSessions && oldest !== undefined) this.#open.delete(oldest)
    this.#open.set(hashOf(secret), { caller, untilMs: this.#now() + sessionSeconds * 1_000 })
    return secret
  }

  find(secret: string): Caller | undefined {
    const session = this.#open.get(hashOf(secret))
    if (session && session.untilMs > this.#now()) return session.caller
    this.end(secret)
    return undefined
  }

  /** The same session, whose owner may see more or less from now on. */
  renew(secret: string, caller: Caller): void {
    const hash = hashOf(secret)
    const session = this.#open.get(hash)
    if (session) this.#open.set(hash, { ...session, caller })
  }

  end(secret: string): void {
    this.#open.delete(hashOf(secret))
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64')
}
