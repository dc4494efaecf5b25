import type { PostgresDatabase } from '../database.ts'
import type { Session } from '../session.ts'

/** Whoever is not answered within that time is on a connection that is lost. */
const patienceMs = 10_000
/** So a server notices within half a minute that a machine is gone: https://www.postgresql.org/docs/18/runtime-config-connection.html (2026-11) */
const noticingTheDead = [
  'set tcp_keepalives_idle = 10',
  'set tcp_keepalives_interval = 5',
  'set tcp_keepalives_count = 3',
  'set idle_session_timeout = 0',
]

export interface StandingSessionOptions {
  /** What each connection begins with. */
  readonly beginsWith: string
  readonly onNotify: (payload: string) => void
  /** A connection is there. Meanwhile anything may have been missed. */
  readonly onBegun: () => void
}

/** A connection that stays with this process, and is made anew when something is asked after it was lost. */
export class StandingSession {
  readonly #database: PostgresDatabase
  readonly #options: StandingSessionOptions
  #current: Session | undefined
  #begun: Promise<unknown> = Promise.resolve()
  #isClosed = false

  constructor(database: PostgresDatabase, options: StandingSessionOptions) {
    this.#database = database
    this.#options = options
  }

  /** Rejects when the connection cannot be made, is lost meanwhile or does not answer. */
  async ask<T>(question: (session: Session) => Promise<T>): Promise<T> {
    const session = this.#open()
    const limit = Promise.withResolvers<never>()
    const late = this.#database.timers.after(patienceMs)
    const giveUp = () => limit.reject(late.reason)
    late.addEventListener('abort', giveUp)
    try {
      return await Promise.race([this.#answer(session, question), limit.promise])
    } catch (error) {
      void session.close()
      throw error
    } finally {
      late.removeEventListener('abort', giveUp)
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#current?.close()
  }

  async #answer<T>(session: Session, question: (session: Session) => Promise<T>): Promise<T> {
    await this.#begun
    return session.orLost(question(session))
  }

  #open(): Session {
    if (this.#current && !this.#current.isOver) return this.#current
    if (this.#isClosed) throw new Error('The connection of this process is closed.')
    const { beginsWith, onNotify, onBegun } = this.#options
    const session = this.#database.openSession({ onNotify })
    this.#current = session
    const statements = [...noticingTheDead, beginsWith].join('; ')
    this.#begun = session.orLost(session.sql.unsafe(statements).simple()).then(onBegun)
    // Whoever asks is told.
    this.#begun.catch(() => undefined)
    return session
  }
}
