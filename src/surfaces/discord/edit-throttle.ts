/** Edits of one message, not too many: what is asked for in between comes together into the next. */
export interface EditThrottle {
  /** Something changed. */
  request(): void
  /** No further edit begins; resolves when the one under way is done. */
  end(): Promise<void>
}

/**
 * Runs `edit` at most once every `intervalMs`, never twice at a time, and once more for what changed meanwhile.
 *
 * @param edit must not reject
 */
export function createEditThrottle(edit: () => Promise<void>, intervalMs: number): EditThrottle {
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<void> | undefined
  let lastBeganAtMs = Number.NEGATIVE_INFINITY
  let isStale = false
  let hasEnded = false

  const schedule = () => {
    if (timer || underWay || hasEnded) return
    timer = setTimeout(begin, Math.max(0, lastBeganAtMs + intervalMs - performance.now()))
  }
  const begin = () => {
    timer = undefined
    isStale = false
    lastBeganAtMs = performance.now()
    underWay = edit().finally(() => {
      underWay = undefined
      if (isStale) schedule()
    })
  }
  return {
    request() {
      isStale = true
      schedule()
    },
    async end() {
      hasEnded = true
      clearTimeout(timer)
      await underWay
    },
  }
}
