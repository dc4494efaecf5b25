import { systemTimers } from '../../../src/app/timers.ts'
import type { Timers } from '../../../src/time/timers.ts'

/** The machine's own pauses and repeats, but no limit ends before the test does, however busy the machine is: only one of no time at all. */
export const patientTimers: Timers = {
  ...systemTimers,
  after: (ms) => (ms > 0 ? new AbortController().signal : systemTimers.after(0)),
}
