import { anything, type Change, type News, type Wakes } from '../../../fleet/wakes.ts'
import type { PostgresDatabase } from '../database.ts'
import { haveTheDeadLeftRuns } from '../process-registry.ts'
import { StandingSession } from './standing-session.ts'
import { newsIn, ToldChanges } from './told-changes.ts'

const channel = 'autointel'
/** The dead tell nobody. With this a run is somebody else's within ten seconds; it also shows that the connection is there. */
const lookForTheDeadEveryMs = 2_000
const lookEveryMs = 10_000
const tellAgainAfterMs = 1_000

/**
 * Processes tell each other by notifications, after what they tell of is committed and beside it: a commit that notifies waits for all
 * others that do. What comes up while one is on its way is the next one.
 */
export class PostgresWakes implements Wakes {
  readonly lookEveryMs = lookEveryMs
  readonly session: StandingSession
  readonly #database: PostgresDatabase
  readonly #processId: string
  readonly #listeners = new Set<(news: News) => void>()
  readonly #changes = new ToldChanges()
  #telling: Promise<void> | undefined
  #stopLooking: (() => void) | undefined
  #isClosing = false

  constructor(database: PostgresDatabase, processId: string) {
    this.#database = database
    this.#processId = processId
    this.session = new StandingSession(database, {
      beginsWith: `listen ${channel}`,
      onNotify: (payload) => this.#hear(newsIn(payload, processId)),
      onBegun: () => this.#hear(anything),
    })
    database.beforeClose(() => this.#close())
  }

  subscribe(listener: (news: News) => void): () => void {
    this.#listeners.add(listener)
    if (!this.#stopLooking) {
      this.#stopLooking = this.#database.timers.every(lookForTheDeadEveryMs, () => this.#lookForTheDead())
      this.#lookForTheDead()
    }
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#stopLooking?.()
      this.#stopLooking = undefined
    }
  }

  /** To be called once what has changed is committed. */
  tell(...changes: readonly Change[]): void {
    for (const change of changes) this.#changes.add(change)
    if (!this.#changes.isEmpty) this.#telling ??= this.#tellAll()
  }

  #hear(news: News | undefined): void {
    if (news) for (const listener of this.#listeners) listener(news)
  }

  /** Never rejects. */
  async #tellAll(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    while (!this.#changes.isEmpty) {
      const payloads = this.#changes.take(this.#processId)
      await this.#notify(payloads)
    }
    this.#telling = undefined
  }

  async #notify(payloads: readonly string[]): Promise<void> {
    for (;;) {
      try {
        await this.session.ask(
          async ({ sql }) =>
            void (await sql`select pg_notify(${channel}, payload) from unnest(${payloads as string[]}::text[]) payload`),
        )
        return
      } catch {
        if (this.#isClosing) return
        await this.#database.timers.wait(tellAgainAfterMs)
      }
    }
  }

  #lookForTheDead(): void {
    this.session
      .ask(({ sql }) => haveTheDeadLeftRuns(sql))
      .then(
        (haveLeft) => haveLeft && this.#hear({ isWaiting: true, hasParcels: false, runs: new Set() }),
        // The next look connects anew.
        () => undefined,
      )
  }

  /** What is left to be told still is. */
  async #close(): Promise<void> {
    this.#isClosing = true
    this.#stopLooking?.()
    await this.#telling
    await this.session.close()
  }
}
