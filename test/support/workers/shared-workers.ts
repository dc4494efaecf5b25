import { openWorkers } from '../../../src/workers/open-workers.ts'
import type { Workers } from '../../../src/workers/workers.ts'
import { patientTimers } from '../time/patient-timers.ts'

const all = openWorkers({ timers: patientTimers })

/** The processes that the program has, for all that a test file opens one after another: they end with the file's own process. */
export const sharedWorkers: Workers = {
  run: (job, input, signal) => all.run(job, input, signal),
  close: async () => undefined,
}
