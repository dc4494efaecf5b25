import type { Logger } from 'pino'
import type { Owners } from '../../../access/owners.ts'
import type { DiscordSettings } from '../../../app/settings/discord-settings.ts'
import type { Alert } from '../../../ledger/alert.ts'
import type { LedgerStore } from '../../../ledger/ledger-store.ts'
import { parseSubject } from '../../../ledger/subject.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { AlertDetails } from '../../../outbox/alert-details.ts'
import { type Channel, type Leg, logChannel, type Route } from '../../../outbox/channel.ts'
import { type DisplayNameOf, gatherDetails, resetOf } from '../../../outbox/gather-details.ts'
import type { OutboxStore } from '../../../outbox/outbox-store.ts'
import { type OwnerNotice, ownerNoticeOf } from '../../../outbox/owner-notice.ts'
import { maybeSentSinceMs, nonceOf, type Parcel } from '../../../outbox/parcel.ts'
import { type WebhookOptions, webhookChannel } from '../../../outbox/webhook-channel.ts'
import { type AlertEventJson, alertEventToJson } from '../../../wire/alert-event.ts'
import type { OutgoingMessage } from '../message.ts'
import type { TextsFor } from '../texts-for.ts'
import type { MessageSender } from './message-sender.ts'

/** Who reads a message to owners. */
export interface OwnersReader {
  /** In the language of the owner; in English where several may read it. */
  readonly texts: Texts
  /** It goes to the alert channel, because no owner takes direct messages. */
  readonly isFallback: boolean
}

/** How owners' messages read. */
export interface OwnerMessages {
  alert(details: AlertDetails, to: OwnersReader): OutgoingMessage
  /** @param names what the servers in it are called, by the names of subjects */
  notice(notice: OwnerNotice, to: OwnersReader, names: ReadonlyMap<string, string>): OutgoingMessage
}

export interface OwnersRouteOptions {
  readonly ledger: LedgerStore
  readonly owners: Owners
  readonly sender: MessageSender
  readonly messages: OwnerMessages
  /** The language of an owner, where it is known. */
  readonly localeOf: OutboxStore['localeOf']
  readonly textsFor: TextsFor
  readonly settings: Pick<DiscordSettings, 'alertChannelId' | 'alertWebhookUrl' | 'alertWebhookSecret'>
  readonly webhook: Omit<WebhookOptions, 'url' | 'secret'>
  readonly displayNameOf: DisplayNameOf
  readonly log: Logger
}

type OwnersParcel = Parcel & { readonly kind: 'alert' | 'notice' }

const noOwners = new Error('The owners of the bot are not known. Set OWNER_IDS, or check DISCORD_TOKEN.')

/**
 * Every owner by direct message; when none of them takes any, the alert channel; failing that, the figures go to the log. Beside them
 * the webhook, for each crossing.
 */
export async function ownersRoute(parcel: OwnersParcel, options: OwnersRouteOptions): Promise<Route> {
  const { ledger, messages, displayNameOf } = options
  if (parcel.kind === 'notice') {
    const notice = ownerNoticeOf(parcel.notice)
    const names = await serverNames(notice, displayNameOf)
    return [ownersLeg(parcel, (to) => messages.notice(notice, to, names), notice, options)]
  }
  const { alerts } = parcel
  const details = await gatherDetails(alerts, ledger, displayNameOf)
  const events = await Promise.all(alerts.map((alert) => eventOf(alert, ledger)))
  const figures = { alerts: events.map(({ event }) => event) }
  return [
    ownersLeg(parcel, (to) => messages.alert(details, to), figures, options),
    ...events.flatMap((event) => webhookLeg(event, options)),
  ]
}

async function serverNames(
  notice: OwnerNotice,
  displayNameOf: DisplayNameOf,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const name of subjectsIn(notice)) {
    const subject = parseSubject(name)
    const displayName = subject && 'server' in subject ? await displayNameOf(subject) : undefined
    if (displayName !== undefined) names.set(name, displayName)
  }
  return names
}

function subjectsIn(notice: OwnerNotice): readonly string[] {
  if (notice.kind === 'runs_refused') return [notice.subject]
  return notice.kind === 'spend_spike' ? [notice.subject, ...notice.also.split(', ')] : []
}

/** Every owner by direct message; when none of them takes any, the alert channel; failing that, the figures go to the log. */
export function ownersLeg(
  parcel: Parcel,
  messageTo: (reader: OwnersReader) => OutgoingMessage | Promise<OutgoingMessage>,
  figures: object,
  { owners, sender, localeOf, textsFor, settings: { alertChannelId }, log }: OwnersRouteOptions,
): Leg {
  const sending = (to: string) => ({
    nonce: nonceOf(to, parcel.nonce),
    maybeSentSinceMs: maybeSentSinceMs(parcel),
  })
  const direct = owners.ids().map(
    (user): Channel => ({
      name: `user_${user}`,
      send: async () => {
        const texts = textsFor({ locale: (await localeOf(user)) ?? 'en', guildLocale: null })
        return sender.toUser(user, await messageTo({ texts, isFallback: false }), sending(user))
      },
    }),
  )
  const unknown: Channel = { name: 'owners', send: async () => ({ kind: 'failed', error: noOwners }) }
  const fallback = (channel: string): Channel => ({
    name: `channel_${channel}`,
    send: async () => {
      const texts = textsFor({ locale: 'en', guildLocale: null })
      const message = await messageTo({ texts, isFallback: true })
      return sender.toChannel(channel, message, sending(channel))
    },
  })
  return {
    ways: [
      direct.length > 0 ? direct : [unknown],
      ...(alertChannelId ? [[fallback(alertChannelId)]] : []),
      [logChannel('log', log, figures, 'No owner can be reached on Discord; here is what they are told')],
    ],
  }
}

function webhookLeg(
  { alert, event }: { readonly alert: Alert; readonly event: AlertEventJson },
  { settings: { alertWebhookUrl: url, alertWebhookSecret: secret }, webhook, log }: OwnersRouteOptions,
): readonly Leg[] {
  if (!url) return []
  const channel = webhookChannel(alert, event, { ...webhook, url, secret })
  const refused = 'The alert webhook does not take this event; it is not tried again'
  return [{ ways: [[channel], [logChannel(`log of ${channel.name}`, log, { event }, refused)]] }]
}

async function eventOf(alert: Alert, ledger: LedgerStore) {
  const { resetsAtMs } = await resetOf(alert, ledger)
  return { alert, event: alertEventToJson(alert, resetsAtMs) }
}
