import type { Logger } from 'pino'
import type { Autointel } from './open-autointel.ts'

const lookEveryMs = 1_000
const everyMinuteMs = 60_000

/**
 * Goes on with what waits for a process to run it, or has lost the one that ran it.
 *
 * @returns the function that takes nothing more
 */
export function startWorker(
  { orchestrator, ledger, timers, now }: Pick<Autointel, 'orchestrator' | 'ledger' | 'timers' | 'now'>,
  log: Logger,
): () => void {
  let isLooking = false
  const look = async () => {
    if (isLooking) return
    isLooking = true
    try {
      for (const { id, result } of await orchestrator.takeWaiting()) {
        log.info({ workflow: id }, 'a workflow is run here')
        result.catch((error: unknown) => log.warn({ err: error, workflow: id }, 'a workflow was let go of'))
      }
    } catch (error) {
      log.error({ err: error }, 'what waits could not be looked for')
    }
    isLooking = false
  }
  const expireHolds = async () => {
    try {
      await ledger.expireHolds(now())
    } catch (error) {
      log.error({ err: error }, 'holds could not be expired')
    }
  }
  const endings = [timers.every(lookEveryMs, look), timers.every(everyMinuteMs, expireHolds)]
  look()
  return () => {
    for (const end of endings) end()
  }
}
