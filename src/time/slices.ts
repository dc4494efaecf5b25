import { setImmediate as nextTurn } from 'node:timers/promises'

/** Long work that pauses after each of its steps, which are short; returns what comes of it. */
export type Slices<T> = Generator<void, T, void>

/** Does all of it at once. */
export function atOnce<T>(work: Slices<T>): T {
  let slice = work.next()
  while (!slice.done) slice = work.next()
  return slice.value
}

/** For how long others wait for their turn at most, besides a step. */
const sliceMs = 5

/**
 * Lets whatever else waits in the process have its turn again and again.
 *
 * @param now epoch milliseconds
 */
export async function inTurns<T>(work: Slices<T>, now: () => number): Promise<T> {
  let begunMs = now()
  let slice = work.next()
  while (!slice.done) {
    // A clock that is set back ends a slice too.
    if (Math.abs(now() - begunMs) >= sliceMs) {
      await nextTurn()
      begunMs = now()
    }
    slice = work.next()
  }
  return slice.value
}
