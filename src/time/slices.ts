import { setImmediate as nextTurn } from 'node:timers/promises'

/** Long work that pauses again and again, after a millisecond or a few; returns what comes of it. */
export type Slices<T> = Generator<void, T, void>

/** Does all of it at once. */
export function atOnce<T>(work: Slices<T>): T {
  let slice = work.next()
  while (!slice.done) slice = work.next()
  return slice.value
}

/** Lets whatever else waits in the process have its turn in each pause. */
export async function inTurns<T>(work: Slices<T>): Promise<T> {
  let slice = work.next()
  while (!slice.done) {
    await nextTurn()
    slice = work.next()
  }
  return slice.value
}
