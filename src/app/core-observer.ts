import type { Logger } from 'pino'
import type { CoreObserver } from './open-autointel.ts'

/** What the core has to say to the operator, as lines of the log. */
export function coreObserver(log: Logger): CoreObserver {
  return {
    pricesProblem: (problem) => {
      const { cause: err, ...details } = { cause: undefined, ...problem }
      log.warn({ problem: details, err }, 'prices could not be refreshed')
    },
    costsProblem: (error) => log.error({ err: error }, 'costs could not be written to a file'),
    listenerError: (error) => log.error({ err: error }, 'a listener of workflow events failed'),
  }
}
