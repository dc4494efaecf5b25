/** A time limit together with the caller's own wish to stop, as one signal. */
export interface Deadline {
  /** Aborts with the limit's error, or with the caller's reason. */
  readonly signal: AbortSignal
  /** Gives the work `timeoutMs` from now instead of what was left. */
  restart(timeoutMs: number): void
  /** Must be called when the work is over: a running timer keeps the process alive. */
  clear(): void
}

export function startDeadline(
  timeoutMs: number,
  onTimeout: () => Error,
  callerSignal: AbortSignal | undefined,
): Deadline {
  const controller = new AbortController()
  const start = (delayMs: number) => setTimeout(() => controller.abort(onTimeout()), delayMs)
  let timer = start(timeoutMs)
  return {
    signal:
      callerSignal === undefined ? controller.signal : AbortSignal.any([controller.signal, callerSignal]),
    restart(nextTimeoutMs) {
      clearTimeout(timer)
      timer = start(nextTimeoutMs)
    },
    clear: () => clearTimeout(timer),
  }
}
