import type { REST } from 'discord.js'
import type { Logger } from 'pino'
import type { DiscordSettings } from '../../../app/settings/discord-settings.ts'
import type { LedgerStore } from '../../../ledger/ledger-store.ts'
import type { DisplayNameOf } from '../../../outbox/gather-details.ts'
import type { OutboxStore } from '../../../outbox/outbox-store.ts'
import { postEvent } from '../../../outbox/webhook.ts'
import type { Owners } from '../owners.ts'
import { type AlertRenderers, deliverParcel, type ParcelDeliveryOptions } from './deliver-parcel.ts'
import { createMessageSender } from './message-sender.ts'
import { type Parcel, parcelsOf } from './parcel.ts'

export interface AlertWorkerOptions {
  readonly store: OutboxStore
  readonly ledger: LedgerStore
  readonly owners: Owners
  /** A REST client with the bot's token; the gateway is not needed. */
  readonly rest: REST
  readonly settings: Pick<DiscordSettings, 'alertChannelId' | 'alertWebhookUrl' | 'alertWebhookSecret'>
  readonly render: AlertRenderers
  readonly log: Logger
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly displayNameOf?: DisplayNameOf
  readonly random?: () => number
  readonly fetch?: typeof fetch
  readonly pollEveryMs?: number
}

export interface AlertWorker {
  /** Something may be waiting: looks soon instead of at the next poll. */
  nudge(): void
  /** Lets the message that is being sent go out; what is not sent yet is given back for whoever runs next. */
  stop(): Promise<void>
}

const defaultPollEveryMs = 5_000
/** Bookings come in flocks: one look serves them all. */
const nudgeDelayMs = 100
const claimLimit = 10
/** Well within the minutes for which Discord knows a nonce: what a killed process may have sent is not sent a second time. */
const leaseMs = 60_000
const sendTimeoutMs = 15_000

/**
 * Tells the owners, and the webhook, of every alert and notice in the outbox. Several processes may run one each: claims
 * give every item to one of them.
 */
export function startAlertWorker(options: AlertWorkerOptions): AlertWorker {
  const { log, pollEveryMs = defaultPollEveryMs } = options
  const delivery = prepareDelivery(options)
  let running: Promise<void> | undefined
  let isStopped = false
  let isNudged = false
  let soon: NodeJS.Timeout | undefined

  const run = () => {
    if (isStopped) return
    isNudged = running !== undefined
    running ??= deliverDue(delivery, () => isStopped)
      .catch((error: unknown) => log.error({ err: error }, 'The outbox of alerts could not be read'))
      .finally(() => {
        running = undefined
        if (isNudged) run()
      })
  }
  const poll = setInterval(run, pollEveryMs)
  poll.unref()
  run()
  return {
    nudge: () => {
      soon ??= setTimeout(() => {
        soon = undefined
        run()
      }, nudgeDelayMs).unref()
    },
    stop: async () => {
      isStopped = true
      clearInterval(poll)
      clearTimeout(soon)
      await running
    },
  }
}

/** Delivers what is due now; what fails is put off to its next attempt. */
export async function deliverDue(delivery: ParcelDeliveryOptions, isStopped = () => false): Promise<void> {
  const { store, now } = delivery
  for (let isMore = true; isMore && !isStopped(); ) {
    const claimedAtMs = now()
    const claim = { limit: claimLimit, leaseMs, atMs: claimedAtMs }
    const [alerts, notices] = await Promise.all([store.claimAlerts(claim), store.claimNotices(claim)])
    for (const parcel of parcelsOf(alerts, notices)) {
      const isLate = now() - claimedAtMs > leaseMs / 2
      if (isStopped() || isLate) await putOff(parcel, now(), store)
      else await endClaim(parcel, await deliverParcel(parcel, delivery), delivery)
    }
    isMore = alerts.length === claimLimit || notices.length === claimLimit
  }
}

/** The parts that a worker delivers with. */
export function prepareDelivery(options: AlertWorkerOptions): ParcelDeliveryOptions {
  const { rest, settings, now, fetch = globalThis.fetch } = options
  const { alertChannelId, alertWebhookUrl: url, alertWebhookSecret: secret } = settings
  return {
    random: Math.random,
    displayNameOf: () => undefined,
    ...options,
    alertChannelId,
    sender: createMessageSender({ rest, timeoutMs: sendTimeoutMs }),
    ...(url && {
      post: (event) => postEvent(event, { url, secret, fetch, now, timeoutMs: sendTimeoutMs }),
    }),
  }
}

/** @param retryAt by id: epoch milliseconds, or undefined for what has been told everywhere. */
async function endClaim(
  { outbox }: Parcel,
  retryAt: ReadonlyMap<number, number | undefined>,
  { store, now }: ParcelDeliveryOptions,
): Promise<void> {
  for (const [id, atMs] of retryAt) {
    if (outbox === 'alert')
      await (atMs === undefined ? store.alertDelivered(id, now()) : store.alertFailed(id, atMs))
    else await (atMs === undefined ? store.noticeDelivered(id, now()) : store.noticeFailed(id, atMs))
  }
}

async function putOff(parcel: Parcel, atMs: number, store: OutboxStore): Promise<void> {
  for (const id of parcel.ids)
    await (parcel.outbox === 'alert' ? store.alertFailed(id, atMs) : store.noticeFailed(id, atMs))
}
