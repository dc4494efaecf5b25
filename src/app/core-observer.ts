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
    storeProblem: (error) => log.error({ err: error }, 'vectors could not be put in order'),
    vectorComparison: (comparison) => {
      if (comparison.by === 'database')
        log.info({ pgvector: comparison.version }, 'pgvector compares vectors')
      else
        log[comparison.because === 'not_installed' ? 'info' : 'warn'](
          { because: comparison.because, detail: comparison.detail },
          'each process compares vectors for itself: the database has no pgvector for it',
        )
    },
    listenerError: (error) => log.error({ err: error }, 'a listener of workflow events failed'),
  }
}
