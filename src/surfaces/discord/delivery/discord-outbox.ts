import type { REST } from '@discordjs/rest'
import type { Client } from 'discord.js'
import type { Logger } from 'pino'
import type { Owners } from '../../../access/owners.ts'
import type { Autointel } from '../../../app/open-autointel.ts'
import { startTellingOwners } from '../../../app/tell-owners.ts'
import type { Texts } from '../../../locales/texts.ts'
import { OutboxWorker } from '../../../outbox/outbox-worker.ts'
import type { Timers } from '../../../time/timers.ts'
import { alertMessage } from '../render/alert-message.ts'
import { ownerNoticeMessage } from '../render/owner-notice-message.ts'
import { openReportId, type ReportState } from '../report-state.ts'
import { reportMessage } from '../report-view.ts'
import type { TextsFor } from '../texts-for.ts'
import { MessageSender } from './message-sender.ts'
import { displayNames } from './names.ts'
import { type OwnerMessages, ownersRoute } from './owners-route.ts'
import { receiptRoute } from './receipt-route.ts'
import { reportRoute } from './report-route.ts'
import { resultRoute } from './result-route.ts'

export interface DiscordOutboxOptions {
  readonly autointel: Autointel
  readonly owners: Owners
  readonly client: Client
  readonly rest: REST
  readonly textsFor: TextsFor
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
  notice: (notice, { texts }, names) => ownerNoticeMessage(notice, texts, names),
}

/** Brings what must reach somebody to Discord, and watches the spend for what owners are to be told. */
export class DiscordOutbox {
  readonly #options: DiscordOutboxOptions
  readonly #worker: OutboxWorker
  #telling: { stop(): Promise<void> } | undefined
  #stopHearing: () => void = () => undefined

  constructor(options: DiscordOutboxOptions) {
    this.#options = options
    this.#worker = createWorker(options)
  }

  start(): void {
    const { autointel, log } = this.#options
    this.#telling = startTellingOwners(autointel, { log, onParcel: () => this.#worker.nudge() })
    this.#stopHearing = autointel.wakes.subscribe(({ hasParcels }) => {
      if (hasParcels) this.#worker.nudge()
    })
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
    this.#stopHearing()
    await this.#telling?.stop()
    await this.#worker.stop()
  }
}

function createWorker(options: DiscordOutboxOptions): OutboxWorker {
  const { autointel, client, rest, log, now, timers } = options
  const { outbox: store, ledger, config } = autointel
  const displayNameOf = displayNames(client, rest)
  const sender = new MessageSender({ rest, timers, timeoutMs: sendTimeoutMs })
  const forOwners = {
    ...options,
    ledger,
    sender,
    messages: ownerMessages,
    displayNameOf,
    reportMessage: (state: ReportState, texts: Texts) =>
      reportMessage(state, { books: autointel, client, nowMs: now(), texts, log }),
    localeOf: (user: string) => store.localeOf(user),
    settings: config.discord,
    webhook: { fetch: globalThis.fetch, now, timers, timeoutMs: sendTimeoutMs },
  }
  const forMembers = { ...options, sender, displayNameOf }
  return new OutboxWorker({
    store,
    log,
    now,
    timers,
    random: Math.random,
    routeOf: async (parcel) => {
      switch (parcel.kind) {
        case 'result':
          return resultRoute(parcel, forMembers)
        case 'receipt':
          return receiptRoute(parcel, forMembers)
        case 'report':
          return reportRoute(parcel, { ...forOwners, schedules: autointel.reportSchedules })
        case 'alert':
        case 'notice':
          return ownersRoute(parcel, forOwners)
        default:
          return parcel satisfies never
      }
    },
  })
}
