/** A repeatable source of chance (mulberry32): the same seed gives the same test. */
export interface SeededRandom {
  /** A whole number of 0 to `below` - 1. */
  whole(below: number): number
  pick<T>(from: readonly [T, ...T[]]): T
}

export function createSeededRandom(seed: number): SeededRandom {
  let state = seed | 0
  const whole = (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
  return { whole, pick: (from) => from[whole(from.length)] ?? from[0] }
}
