import type { Logger } from 'pino'
import { lookOnNews } from '../fleet/look-on-news.ts'
import { oneAtATime } from '../fleet/one-at-a-time.ts'
import type { Autointel } from './open-autointel.ts'

/**
 * Goes on with what waits for a process to run it, or has lost the one that ran it.
 *
 * @returns the function that takes nothing more
 */
export function startWorker(
  { orchestrator, wakes, timers }: Pick<Autointel, 'orchestrator' | 'wakes' | 'timers'>,
  log: Logger,
): () => void {
  let isStopped = false
  const look = oneAtATime(async () => {
    if (isStopped) return
    try {
      for (const { id, result } of await orchestrator.takeWaiting()) {
        log.info({ workflow: id }, 'a workflow is run here')
        result
          .catch((error: unknown) => log.warn({ err: error, workflow: id }, 'a workflow was let go of'))
          // There is room for another.
          .finally(look)
      }
    } catch (error) {
      log.error({ err: error }, 'what waits could not be looked for')
    }
  })
  const stopLooking = lookOnNews(
    ({ isWaiting }) => {
      if (isWaiting) look()
    },
    { wakes, timers },
  )
  look()
  return () => {
    isStopped = true
    stopLooking()
  }
}
