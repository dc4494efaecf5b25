import type { Timers } from '../time/timers.ts'
import { environment } from './environment.ts'

const lookEveryMs = 1_000
/** As long as nothing was opened yet: it may be gone when all is up. */
const starter = process.ppid

/**
 * Calls `stop` each time the process is told to stop by a signal, and once when what started it is gone. npm runs scripts in a shell and hands
 * signals to that one alone: without this the process would go on unseen.
 */
export function whenToldToStop(stop: () => void, timers: Pick<Timers, 'every'>): void {
  let isTold = false
  const tell = () => {
    isTold = true
    stop()
  }
  process.on('SIGTERM', tell)
  process.on('SIGINT', tell)
  if (environment['npm_lifecycle_event'] === undefined) return
  const endLooking = timers.every(lookEveryMs, () => {
    if (process.ppid === starter) return
    endLooking()
    if (!isTold) tell()
  })
}
