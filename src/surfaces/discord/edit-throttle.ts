import type { Timers } from '../../time/timers.ts'

/** Edits of one message, not too many: what is asked for in between comes together into the next. */
export interface EditThrottle {
  /** Something changed. */
  request(): void
  /** No further edit begins; resolves when the one under way is done. */
  end(): Promise<void>
}

/**
 * Runs `edit` at most once every `intervalMs`, never twice at a time, and once more for what changed meanwhile. What changes in one
 * turn of the event loop is one change.
 *
 * @param edit must not reject
 */
export function createEditThrottle(
  edit: () => Promise<void>,
  { intervalMs, timers }: { readonly intervalMs: number; readonly timers: Timers },
): EditThrottle {
  let underWay: Promise<void> | undefined
  let isTooSoon = false
  let isStale = false
  let hasEnded = false

  const begin = () => {
    if (underWay || isTooSoon || !isStale || hasEnded) return
    isStale = false
    isTooSoon = true
    timers.after(intervalMs).addEventListener('abort', () => {
      isTooSoon = false
      begin()
    })
    underWay = edit().finally(() => {
      underWay = undefined
      begin()
    })
  }
  return {
    request() {
      if (!isStale) setImmediate(begin)
      isStale = true
    },
    async end() {
      hasEnded = true
      await underWay
    },
  }
}
