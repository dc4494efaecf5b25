import type { Timers } from '../time/timers.ts'
import { anything, type News, type Wakes } from './wakes.ts'

/**
 * Calls `look` with all news, and now and then without any: then anything may have changed.
 *
 * @returns the function that ends it
 */
export function lookOnNews(
  look: (news: News) => void,
  { wakes, timers }: { readonly wakes: Wakes; readonly timers: Timers },
): () => void {
  const unsubscribe = wakes.subscribe(look)
  const stop = timers.every(wakes.lookEveryMs, () => look(anything))
  return () => {
    unsubscribe()
    stop()
  }
}
