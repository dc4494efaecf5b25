import type { Logger } from 'pino'
import type { SendResult } from '../../../outbox/channel.ts'
import type { Delivery } from '../../../outbox/outbox-store.ts'
import type { OutgoingMessage } from '../message.ts'
import type { Owners } from '../owners.ts'
import { type AttemptOptions, attemptDelivery, retryAtMs } from './delivery-attempt.ts'
import { type MessageSender, nonceOf } from './message-sender.ts'
import type { Parcel } from './parcel.ts'

export interface OwnerDeliveryOptions extends AttemptOptions {
  readonly owners: Owners
  readonly sender: MessageSender
  /** Where it goes when no owner can be reached; undefined: only into the log. */
  readonly alertChannelId: string | undefined
  readonly log: Logger
}

const noOwners = new Error('The owners of the bot are not known. Set OWNER_IDS, or check DISCORD_TOKEN.')

/**
 * Sends a message to every owner who does not have it yet; when none of them takes direct messages, to the alert channel;
 * failing that, its figures to the log, which always takes them.
 *
 * @param figures what the log is given.
 * @returns when to try again, epoch milliseconds; undefined when it has been told.
 */
export async function deliverToOwners(
  parcel: Parcel,
  messageFor: (isFallback: boolean) => OutgoingMessage,
  figures: object,
  options: OwnerDeliveryOptions,
): Promise<number | undefined> {
  const { owners, sender, alertChannelId, log } = options
  const attempt = (channel: string, send: () => Promise<SendResult>) =>
    attemptDelivery(
      {
        ...parcel,
        channel,
        send,
        earlier: parcel.deliveries.find((delivery) => delivery.channel === channel),
        onResult: (result, delivery) => logFailure(log, parcel, result, delivery),
      },
      options,
    )
  const nonceFor = (recipient: string) => nonceOf(recipient, parcel.outbox, ...parcel.ids)

  const users = owners.ids()
  const message = messageFor(false)
  const direct =
    users.length === 0
      ? [await attempt('owners', async () => ({ kind: 'failed', error: noOwners }))]
      : await Promise.all(
          users.map((user) => attempt(`user_${user}`, () => sender.toUser(user, message, nonceFor(user)))),
        )
  if (direct.some(({ state }) => state !== 'unreachable')) return retryAtMs(direct)

  if (alertChannelId) {
    const fallback = await attempt(`channel_${alertChannelId}`, () =>
      sender.toChannel(alertChannelId, messageFor(true), nonceFor(alertChannelId)),
    )
    if (fallback.state !== 'unreachable') return retryAtMs([fallback])
  }
  const logged = await attempt('log', async () => {
    log.warn(figures, 'No owner can be reached on Discord; here is what they are told')
    return { kind: 'sent' }
  })
  return retryAtMs([logged])
}

function logFailure(log: Logger, { outbox, ids }: Parcel, result: SendResult, delivery: Delivery): void {
  if (result.kind === 'sent') return
  const { channel, attempts } = delivery
  const fields = { outbox, ids, channel, attempts, err: result.error }
  if (result.kind === 'failed') log.warn(fields, 'An alert could not be delivered and will be tried again')
  else log.warn(fields, 'Discord takes no messages for this channel')
}
