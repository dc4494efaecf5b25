import type { Workers } from '../../../src/workers/workers.ts'

/** Does all work at once and in the same process: for tests of what the work is, and not of where it is done. */
export const inPlace: Workers = {
  run: async (job, input, signal) => {
    signal?.throwIfAborted()
    const { work } = await import(job.module)
    return work(input)
  },
  close: async () => undefined,
}
