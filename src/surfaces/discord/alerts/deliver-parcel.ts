import type { LedgerStore } from '../../../ledger/ledger-store.ts'
import type { AlertDetails } from '../../../outbox/alert-details.ts'
import { type AlertEvent, alertEvent } from '../../../outbox/alert-event.ts'
import type { SendResult } from '../../../outbox/channel.ts'
import { type DisplayNameOf, gatherDetails, resetOf } from '../../../outbox/gather-details.ts'
import type { ClaimedAlert, OutboxStore } from '../../../outbox/outbox-store.ts'
import { type OwnerNotice, ownerNoticeOf } from '../../../outbox/owner-notice.ts'
import { retryDelayMs } from '../../../outbox/retry-delay.ts'
import type { OutgoingMessage } from '../message.ts'
import { deliverToOwners, type OwnerDeliveryOptions } from './deliver-to-owners.ts'
import { deliverToWebhook } from './deliver-to-webhook.ts'
import type { Parcel } from './parcel.ts'

/** How owners' messages read. */
export interface AlertRenderers {
  /** `isFallback`: it goes to the alert channel, because no owner takes direct messages. */
  alert(details: AlertDetails, options: { readonly isFallback: boolean }): OutgoingMessage
  notice(notice: OwnerNotice): OutgoingMessage
}

export interface ParcelDeliveryOptions extends OwnerDeliveryOptions {
  readonly store: OutboxStore
  readonly ledger: LedgerStore
  readonly render: AlertRenderers
  readonly displayNameOf: DisplayNameOf
  /** Posts to the webhook; undefined when there is none. */
  readonly post?: (event: AlertEvent) => Promise<SendResult>
}

/**
 * Tells everybody who is to be told and is not yet.
 *
 * @returns for each id when to try again, epoch milliseconds, or undefined when all has been told.
 */
export async function deliverParcel(
  parcel: Parcel,
  options: ParcelDeliveryOptions,
): Promise<ReadonlyMap<number, number | undefined>> {
  const { log, now, random } = options
  try {
    const [owners, ...webhooks] = await Promise.all([
      tellOwners(parcel, options),
      ...(parcel.outbox === 'alert' ? parcel.alerts : []).map((alert) => tellWebhook(alert, options)),
    ])
    return new Map(parcel.ids.map((id, index) => [id, soonest(owners, webhooks[index])]))
  } catch (error) {
    const { outbox, ids } = parcel
    log.error({ outbox, ids, err: error }, 'An alert could not be prepared and will be tried again')
    const attempts = outbox === 'alert' ? parcel.alerts[0].attempts : parcel.notice.attempts
    const retryAtMs = now() + retryDelayMs(attempts, random)
    return new Map(ids.map((id) => [id, retryAtMs]))
  }
}

async function tellOwners(parcel: Parcel, options: ParcelDeliveryOptions): Promise<number | undefined> {
  const { ledger, render, displayNameOf } = options
  if (parcel.outbox === 'notice') {
    const notice = ownerNoticeOf(parcel.notice)
    return deliverToOwners(parcel, () => render.notice(notice), notice, options)
  }
  const details = await gatherDetails(parcel.alerts, ledger, displayNameOf)
  const figures = { alerts: await Promise.all(parcel.alerts.map((alert) => eventOf(alert, ledger))) }
  return deliverToOwners(parcel, (isFallback) => render.alert(details, { isFallback }), figures, options)
}

async function tellWebhook(alert: ClaimedAlert, options: ParcelDeliveryOptions): Promise<number | undefined> {
  const { post, ...others } = options
  if (!post) return undefined
  return deliverToWebhook(alert, await eventOf(alert, options.ledger), { ...others, post })
}

async function eventOf(alert: ClaimedAlert, ledger: LedgerStore): Promise<AlertEvent> {
  const { resetsAtMs } = await resetOf(alert, ledger)
  return alertEvent(alert, resetsAtMs)
}

function soonest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)
}
