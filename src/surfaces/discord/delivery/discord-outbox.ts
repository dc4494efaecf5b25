import type { REST } from '@discordjs/rest'
import type { Logger } from 'pino'
import type { Owners } from '../../../access/owners.ts'
import type { Autointel } from '../../../app/open-autointel.ts'
import type { DisplayNameOf } from '../../../outbox/gather-details.ts'
import { OutboxWorker } from '../../../outbox/outbox-worker.ts'
import { createSpendObserver } from '../../../outbox/spend-observer.ts'
import { type SpendWatch, startSpendWatch } from '../../../outbox/spend-watch.ts'
import type { Timers } from '../../../time/timers.ts'
import { alertMessage } from '../render/alert-message.ts'
import { ownerNoticeMessage } from '../render/owner-notice-message.ts'
import { openReportId } from '../report-state.ts'
import type { TextsFor } from '../texts-for.ts'
import { MessageSender } from './message-sender.ts'
import { type OwnerMessages, ownersRoute } from './owners-route.ts'
import { resultRoute } from './result-route.ts'

export interface DiscordOutboxOptions {
  readonly autointel: Autointel
  readonly owners: Owners
  readonly rest: REST
  readonly textsFor: TextsFor
  readonly displayNameOf: DisplayNameOf
  readonly log: Logger
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly timers: Timers
}

const sendTimeoutMs = 15_000

const ownerMessages: OwnerMessages = {
  alert: (details, { texts, isFallback }) => {
    const [first] = details.alerts
    const reportId = openReportId(details.subject, first.period)
    return alertMessage(details, texts, { isFallback, ...(reportId && { reportId }) })
  },
  notice: (notice, { texts }) => ownerNoticeMessage(notice, texts),
}

/** Brings what must reach somebody to Discord, and watches the spend for what owners are to be told. */
export class DiscordOutbox {
  readonly #options: DiscordOutboxOptions
  readonly #worker: OutboxWorker
  #watch: SpendWatch | undefined
  #stopObserving: () => void = () => undefined

  constructor(options: DiscordOutboxOptions) {
    this.#options = options
    this.#worker = createWorker(options)
  }

  start(): void {
    const { autointel, log, now, timers } = this.#options
    const { outbox, ledger, workflows, workers, orchestrator, catalogue, config } = autointel
    const onNotice = () => this.#worker.nudge()
    const watch = startSpendWatch({
      outbox,
      ledger,
      workflows,
      workers,
      log,
      now,
      timers,
      onNotice,
      subscribe: (listener) => orchestrator.subscribe(listener),
      costAlertThresholdNanoUsd: config.costAlertThresholdNanoUsd,
      models: config.models,
      priceOf: (model) => catalogue.priceOf(model),
    })
    this.#watch = watch
    this.#stopObserving = autointel.observe(
      createSpendObserver({
        log,
        tellsMilestones: config.tracksCosts,
        onBooked: onNotice,
        notify: (notice) => {
          watch
            .notify(notice)
            .catch((error: unknown) => log.error({ err: error }, 'a notice could not be kept'))
        },
      }),
    )
    this.#worker.start()
  }

  /** A result waits. */
  look(): void {
    this.#worker.look()
  }

  /** Resolves when what is due has been tried, or at once when the process can wait no longer. */
  async drain(giveUp: AbortSignal): Promise<void> {
    const aborted = Promise.withResolvers<void>()
    giveUp.addEventListener('abort', () => aborted.resolve(), { once: true })
    if (!giveUp.aborted) await Promise.race([this.#worker.drain(), aborted.promise])
  }

  async stop(): Promise<void> {
    this.#stopObserving()
    await this.#watch?.stop()
    await this.#worker.stop()
  }
}

function createWorker(options: DiscordOutboxOptions): OutboxWorker {
  const { autointel, rest, log, now, timers } = options
  const { outbox: store, ledger, config } = autointel
  const sender = new MessageSender({ rest, timers, timeoutMs: sendTimeoutMs })
  const forOwners = {
    ...options,
    ledger,
    sender,
    messages: ownerMessages,
    localeOf: (user: string) => store.localeOf(user),
    settings: config.discord,
    webhook: { fetch: globalThis.fetch, now, timers, timeoutMs: sendTimeoutMs },
  }
  const forMembers = { ...options, sender }
  return new OutboxWorker({
    store,
    log,
    now,
    timers,
    random: Math.random,
    routeOf: (parcel) =>
      parcel.kind === 'result' ? resultRoute(parcel, forMembers) : ownersRoute(parcel, forOwners),
  })
}
