import type { Logger } from 'pino'
import type { Timers } from '../../../time/timers.ts'
import { createEditThrottle } from '../edit-throttle.ts'
import type { OutgoingMessage } from '../message.ts'
import type { ProgressPlace } from './progress-place.ts'

/** Discord asks bots not to edit faster; see also the rate limit of edits, five in five seconds for a message. */
const editIntervalMs = 2_000
/** Without any event, elapsed time, spend and place in the queue are brought up to date this often. */
const refreshIntervalMs = 10_000

export interface ProgressDisplayOptions {
  readonly place: ProgressPlace
  /** How the run stands. */
  readonly progress: () => Promise<OutgoingMessage>
  /** Waits for its turn among the progress edits of all messages. */
  readonly inTurn: (edit: () => Promise<void>) => Promise<void>
  /** Calls the listener whenever something happens in the run. Returns the function that ends it. */
  readonly follow: (listener: () => void) => () => void
  readonly log: Logger
  readonly timers: Timers
}

/**
 * Shows in one message how one run gets on. Begin before the run starts, so that no event is missed; nothing is shown before something
 * happens in it, or it is asked for.
 */
export class ProgressDisplay {
  readonly #options: ProgressDisplayOptions
  readonly #throttle
  #shown: string | undefined
  #hasEnded = false
  #stopFollowing: () => void = () => undefined
  #stopRefreshing: () => void = () => undefined

  constructor(options: ProgressDisplayOptions) {
    this.#options = options
    this.#throttle = createEditThrottle(() => options.inTurn(() => this.#showProgress()), {
      intervalMs: editIntervalMs,
      timers: options.timers,
    })
  }

  begin(): void {
    const { request } = this.#throttle
    this.#stopFollowing = this.#options.follow(request)
    this.#stopRefreshing = this.#options.timers.every(refreshIntervalMs, request)
  }

  /** The run is there: shows how it stands. */
  show(): void {
    this.#throttle.request()
  }

  /** Nothing more is shown; resolves when the edit under way is done. */
  async end(): Promise<void> {
    this.#hasEnded = true
    this.#stopFollowing()
    this.#stopRefreshing()
    await this.#throttle.end()
  }

  /** After `end`, what stays to be seen when no result is brought: the progress as it was, with other parts. */
  async leave(parts: OutgoingMessage): Promise<void> {
    const { place, progress, log } = this.#options
    try {
      await place.show({ ...(await progress()), ...parts })
    } catch (error) {
      log.warn({ err: error }, 'that a run goes no further could not be shown')
    }
  }

  async #showProgress(): Promise<void> {
    const { place, progress, log } = this.#options
    if (this.#hasEnded || place.isOver) return
    try {
      const message = await progress()
      const text = JSON.stringify(message)
      if (text === this.#shown || this.#hasEnded) return
      await place.show(message)
      this.#shown = text
    } catch (error) {
      log.warn({ err: error }, 'progress could not be shown')
    }
  }
}
