import type { Timers } from '../../time/timers.ts'

/** The time limits of one piece of work together with the caller's own wish to stop, as one signal. */
export interface Deadline {
  /** Aborts with the limits' error, or with the caller's reason. */
  readonly signal: AbortSignal
  /** Gives the work `totalTimeMs` from now instead of what was left. */
  restart(totalTimeMs: number): void
  /** Something came: the silence that is allowed begins anew. */
  heard(): void
  /** The work is over: the limits no longer count. */
  clear(): void
}

export interface DeadlineOptions {
  readonly timers: Timers
  readonly totalTimeMs: number
  /** The longest silence. */
  readonly idleTimeMs: number
  readonly onTimeout: () => Error
  readonly signal?: AbortSignal | undefined
}

export function startDeadline({ timers, idleTimeMs, onTimeout, ...options }: DeadlineOptions): Deadline {
  const controller = new AbortController()
  const running: { total?: AbortSignal; silence?: AbortSignal } = {}
  const start = (limit: keyof typeof running, ms: number) => {
    const started = timers.after(ms)
    running[limit] = started
    // A limit that another has taken the place of, or that was cleared, passes unheeded.
    started.addEventListener('abort', () => {
      if (running[limit] === started) controller.abort(onTimeout())
    })
  }
  start('total', options.totalTimeMs)
  start('silence', idleTimeMs)
  return {
    signal: options.signal ? AbortSignal.any([controller.signal, options.signal]) : controller.signal,
    restart: (totalTimeMs) => start('total', totalTimeMs),
    heard: () => start('silence', idleTimeMs),
    clear: () => {
      delete running.total
      delete running.silence
    },
  }
}
