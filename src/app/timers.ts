import { setTimeout as delay } from 'node:timers/promises'
import type { Timers } from '../time/timers.ts'

/** The machine's own. */
export const systemTimers: Timers = {
  after: (ms) => AbortSignal.timeout(ms),
  wait: (ms, signal) => delay(ms, undefined, signal && { signal }),
  every: (ms, work) => {
    const timer = setInterval(work, ms).unref()
    return () => clearInterval(timer)
  },
}

/** The machine's clock, epoch milliseconds. */
export const systemClock: () => number = Date.now
