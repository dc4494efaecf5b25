/**
 * Time that passes. Whoever limits, waits or repeats is given it, so that a test decides when its time has come; what time it is
 * says a clock, which is an argument of its own.
 */
export interface Timers {
  /**
   * A limit: the signal aborts with a `TimeoutError` (a DOMException, as `AbortSignal.timeout` has it) once `ms` milliseconds have
   * passed. Keeps no process alive.
   */
  after(ms: number): AbortSignal
  /** A pause of `ms` milliseconds, which keeps the process alive; rejects when `signal` aborts first. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
  /**
   * Calls `work` every `ms` milliseconds, the first time when they have passed once. Keeps no process alive.
   *
   * @returns the function that ends it
   */
  every(ms: number, work: () => void): () => void
}
