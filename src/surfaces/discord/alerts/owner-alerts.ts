import type { REST } from 'discord.js'
import type { Logger } from 'pino'
import type { Autointel } from '../../../app/open-autointel.ts'
import type { MeterObserver } from '../../../llm/meter.ts'
import { textsOf } from '../../../locales/i18n.ts'
import type { DisplayNameOf } from '../../../outbox/gather-details.ts'
import { createSpendObserver } from '../../../outbox/spend-observer.ts'
import { type SpendWatch, startSpendWatch } from '../../../outbox/spend-watch.ts'
import type { Timers } from '../../../time/timers.ts'
import type { Owners } from '../owners.ts'
import { alertMessage } from '../render/alert-message.ts'
import { ownerNoticeMessage } from '../render/owner-notice-message.ts'
import { openReportId } from '../report-state.ts'
import { type AlertWorker, startAlertWorker } from './alert-worker.ts'

/** Everything that tells the owners about spend. */
export interface OwnerAlerts {
  /** For the core, which is opened before there is anything to deliver. */
  readonly observer: MeterObserver
  start(autointel: Autointel, owners: Owners): void
  stop(): Promise<void>
}

export interface OwnerAlertsOptions {
  readonly rest: REST
  readonly log: Logger
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly timers: Timers
  readonly displayNameOf: DisplayNameOf
}

/** Discord does not tell which language an owner reads in a message that nobody asked for. */
const texts = textsOf('en')

export function createOwnerAlerts({
  rest,
  log,
  now,
  timers,
  displayNameOf,
}: OwnerAlertsOptions): OwnerAlerts {
  let worker: AlertWorker | undefined
  let watch: SpendWatch | undefined
  const nudge = () => worker?.nudge()
  const observer = createSpendObserver({
    log,
    onBooked: nudge,
    notify: (notice) => {
      watch?.notify(notice).catch((error: unknown) => log.error({ err: error }, 'A notice could not be kept'))
    },
  })
  return {
    observer,
    start({ outbox, ledger, workflows, orchestrator, catalogue, config }, owners) {
      worker = startAlertWorker({
        store: outbox,
        ledger,
        owners,
        rest,
        log,
        now,
        displayNameOf,
        settings: config.discord,
        render: {
          alert: (details, { isFallback }) => {
            const [first] = details.alerts
            const reportId = first && openReportId(details.subject, first.period)
            return alertMessage(details, texts, { isFallback, ...(reportId && { reportId }) })
          },
          notice: (notice) => ownerNoticeMessage(notice, texts),
        },
      })
      watch = startSpendWatch({
        outbox,
        ledger,
        workflows,
        log,
        now,
        timers,
        subscribe: (listener) => orchestrator.subscribe(listener),
        models: config.models,
        priceOf: (model) => catalogue.priceOf(model),
        onNotice: nudge,
      })
    },
    async stop() {
      await watch?.stop()
      await worker?.stop()
    },
  }
}
