/** The emulator's own time: the machine's, moved forward by hand so that tokens expire without waiting. */
export interface EmulatorClock {
  /** Milliseconds since the Unix epoch. */
  now(): number
  /** The same moment as Discord writes it. */
  timestamp(): string
  advance(milliseconds: number): void
}

export function createClock(read: () => number = Date.now): EmulatorClock {
  let aheadMs = 0
  const now = () => read() + aheadMs
  return {
    now,
    timestamp: () => new Date(now()).toISOString(),
    advance(milliseconds) {
      aheadMs += milliseconds
    },
  }
}
