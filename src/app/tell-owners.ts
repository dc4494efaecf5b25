import type { Logger } from 'pino'
import { startReportPosting } from '../outbox/post-reports.ts'
import { createSpendObserver } from '../outbox/spend-observer.ts'
import { startSpendWatch } from '../outbox/spend-watch.ts'
import type { Autointel } from './open-autointel.ts'

/**
 * Puts into the outbox what owners are to be told of: what happens in this process, and, by one process for all, what stands out in the
 * books and reports that are due.
 *
 * @param onParcel something waits there, or may
 */
export function startTellingOwners(
  autointel: Autointel,
  { log, onParcel }: { readonly log: Logger; readonly onParcel: () => void },
): { stop(): Promise<void> } {
  const { outbox, ledger, workflows, workers, orchestrator, catalogue, config, now, timers } = autointel
  const { leadership, reportSchedules: schedules } = autointel
  const watch = startSpendWatch({
    outbox,
    ledger,
    workflows,
    workers,
    log,
    now,
    timers,
    onNotice: onParcel,
    isOurs: () => leadership.leads('watch_spend'),
    subscribe: (listener) => orchestrator.subscribe(listener),
    costAlertThresholdNanoUsd: config.costAlertThresholdNanoUsd,
    models: config.models,
    leastAnomalyNanoUsd: config.leastAnomalyNanoUsd,
    priceOf: (model) => catalogue.priceOf(model),
  })
  const stopObserving = autointel.observe(
    createSpendObserver({
      log,
      tellsMilestones: config.tracksCosts,
      onBooked: onParcel,
      notify: (notice) => {
        watch
          .notify(notice)
          .catch((error: unknown) => log.error({ err: error }, 'a notice could not be kept'))
      },
    }),
  )
  const isOurs = () => leadership.leads('post_reports')
  const stopPosting = startReportPosting({ schedules, ledger, log, now, timers, isOurs, onPosted: onParcel })
  return {
    stop: async () => {
      stopObserving()
      await stopPosting()
      await watch.stop()
    },
  }
}
