import type { Job, Work } from './job.ts'

/**
 * Who does heavy work, so that the event loop is free meanwhile: see {@link jobIn} for how work is named, and `openWorkers` for those that
 * the program has.
 */
export interface Workers {
  /**
   * Does the work as soon as somebody is free, first come first served. Bytes of 64 kB and more are neither copied into a message nor lost
   * to the sender.
   *
   * @throws {WorkFailedError} when it takes more than its limits, or its process ends; what the work itself throws, as an Error with
   * the same name, message and stack; the signal's reason when it is aborted, which ends the work at once
   */
  run<Done extends Work>(
    job: Job<Done>,
    input: Parameters<Done>[0],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<Done>>>
  /** Ends all work; what is under way fails. */
  close(): Promise<void>
}
