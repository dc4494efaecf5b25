import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import type { Timers } from '../../time/timers.ts'
import { arrayLiteral } from './array-literal.ts'
import type { PostgresConnections, TransactionSql } from './connections.ts'
import { type Destination, dial, type Protection, protectionOf } from './dial.ts'
import { MortalSocket } from './mortal-socket.ts'

const dialTimeoutMs = 10_000
/** Of `text[]` and `bigint[]`: https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/catalog/pg_type.dat (2026-11) */
const [textArray, bigintArray] = [1009, 1016] as const

export interface SessionOptions {
  readonly timers: Timers
  /** Hears what others notify of on the channels that this session listens to. */
  readonly onNotify?: (payload: string) => void
  readonly onLost?: () => void
}

/** How many transactions may be under way on one session. */
export const sentAtOnce = 2

/** What a transaction writes down, so that it is known later whether it was committed: see `commit_marks`. */
export interface CommitMark {
  /** Of the session, and of those of its transactions of which the next one is sent only once this one has ended. */
  readonly session: string
  readonly number: number
}

/** One connection to the server, made when it is first needed. Once it is lost, it stays so. */
export class Session {
  readonly sql: PostgresConnections
  readonly #options: SessionOptions
  readonly #lost = Promise.withResolvers<never>()
  #isOver = false
  readonly #id = randomUUID()
  #marks = 0

  constructor(url: string, options: SessionOptions) {
    this.#options = options
    // Whoever does something on it is told.
    this.#lost.promise.catch(() => undefined)
    const { protection, rest } = protectionOf(url)
    const settings = {
      ...driverOptions,
      socket: (destination: Destination) => this.#dial(destination, protection),
      onnotify: (_channel: string, payload: string) => options.onNotify?.(payload),
    }
    this.sql = postgres(rest, settings) as unknown as PostgresConnections
  }

  /** Nothing can be asked on it any more. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Of a transaction that is sent on it while at most one other is under way. */
  nextMark(): CommitMark {
    this.#marks += 1
    return { session: `${this.#id} ${this.#marks % sentAtOnce}`, number: this.#marks }
  }

  /** Runs `work` in a transaction; rejects as soon as the connection is lost. */
  transaction<T>(mode: string, work: (sql: TransactionSql) => Promise<T>): Promise<T> {
    return this.orLost(this.sql.begin(mode, work) as Promise<T>)
  }

  /** What is asked for; rejects as soon as the connection is lost. */
  orLost<T>(asked: PromiseLike<T>): Promise<T> {
    return Promise.race([asked, this.#lost.promise])
  }

  /** Ends it, and what is still under way on it when so many milliseconds have passed. */
  async close(graceMs = 0): Promise<void> {
    this.#isOver = true
    await this.sql.end({ timeout: graceMs / 1_000 })
  }

  async #dial(destination: Destination, protection: Protection): Promise<MortalSocket> {
    try {
      const socket = await dial(destination, protection, this.#options.timers.after(dialTimeoutMs))
      if (!this.#isOver) return new MortalSocket(socket, (error) => this.#lose(error))
      socket.destroy()
      throw new Error('The session was closed before it was open.')
    } catch (error) {
      this.#lose(error)
      throw error
    }
  }

  #lose(error: unknown): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#lost.reject(error)
    this.#options.onLost?.()
  }
}

const driverOptions = {
  max: 1,
  max_lifetime: null,
  ssl: false,
  types: {
    bigint: postgres.BigInt,
    texts: { to: textArray, from: [] as number[], serialize: arrayLiteral, parse: asIs },
    bigints: { to: bigintArray, from: [] as number[], serialize: arrayLiteral, parse: asIs },
  },
  // When the connection is lost meanwhile, nobody would catch the error.
  fetch_types: false,
  onnotice: () => undefined,
  connect_timeout: dialTimeoutMs / 1_000,
  connection: {
    application_name: 'autointel',
    // A process that stands still in a transaction holds up all others: the server ends it.
    idle_in_transaction_session_timeout: 15_000,
    statement_timeout: 60_000,
  },
} as const

function asIs(value: string): string {
  return value
}
