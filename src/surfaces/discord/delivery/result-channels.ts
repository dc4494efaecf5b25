import type { Texts } from '../../../locales/texts.ts'
import type { Channel, SendResult } from '../../../outbox/channel.ts'
import type { Delivery } from '../../../outbox/parcel.ts'
import type { OutgoingMessage } from '../message.ts'
import { safeLine } from '../render/safe-text.ts'
import { isOpenToBot, isTokenAlive, type ReplyAddress } from '../reply-address.ts'
import type { MessageSender } from './message-sender.ts'

/** One result on its way to the member who asked. */
export interface ResultDelivery {
  readonly address: ReplyAddress
  readonly message: OutgoingMessage
  /** Instead of the message, where Discord does not take that. */
  readonly plain: OutgoingMessage
  readonly nonce: string
  /** Epoch milliseconds: an attempt may have brought it since. */
  readonly maybeSentSinceMs?: number | undefined
  /** As Discord names it. Hostile: not escaped yet. Undefined in direct messages, and where it is not known. */
  readonly serverName: string | undefined
  readonly texts: Texts
  readonly sender: MessageSender
  readonly now: () => number
}

/** In the message that showed the progress, by the right of the interaction. */
export function editChannel(delivery: ResultDelivery): Channel {
  const { address, sender, now } = delivery
  return {
    name: 'edit',
    send: async () => {
      if (!isTokenAlive(address, now())) return { kind: 'unreachable', error: undefined, reason: 'expired' }
      return quietly(await inOneForm(delivery, (message) => sender.toAnswer(address, message)))
    },
  }
}

/** In the same message, by the right of the bot, for what is not worth a message of its own. */
export function inPlaceChannel(delivery: ResultDelivery): Channel {
  const { address, sender } = delivery
  return {
    name: 'in place',
    send: async () => quietly(await inOneForm(delivery, (message) => sender.toMessage(address, message))),
  }
}

/** As a new message in the channel, which tells the member. */
export function answerChannel(delivery: ResultDelivery): Channel {
  const { address, nonce, maybeSentSinceMs, texts, sender } = delivery
  const { channelId, userId } = address
  const options = { nonce, maybeSentSinceMs, mentionUser: userId }
  return {
    name: 'channel',
    send: async () => {
      // Whatever becomes of the answer, the old message reads as ended; that it is gone says that it is not wanted here.
      const before = await sender.toMessage(address, { content: texts.t('workflow.movedOn') })
      if (isDeleted(before)) return quietly(before)
      return inOneForm(delivery, (message) => {
        const content = [`<@${userId}>`, message.content].filter(Boolean).join(' ')
        return sender.toChannel(channelId, { ...message, content }, options)
      })
    },
  }
}

/** To the member alone, with a line that says where it is from and why it comes this way. */
export function directChannel(delivery: ResultDelivery): Channel {
  const { address, nonce, maybeSentSinceMs, sender } = delivery
  return {
    name: 'direct',
    send: (earlier) =>
      inOneForm(delivery, (message) => {
        const content = [introduction(delivery, earlier), message.content].filter(Boolean).join('\n')
        return sender.toUser(address.userId, { ...message, content }, { nonce, maybeSentSinceMs })
      }),
  }
}

/** Says in the old message where the result went, if that can still be changed. */
export function closingChannel(delivery: ResultDelivery, wentBy: string): Channel {
  const { address, texts, sender, now } = delivery
  const text = wentBy === 'channel' ? 'workflow.movedToChannel' : 'workflow.movedToDirect'
  const message = { content: texts.t(text) }
  return {
    name: 'closing',
    send: async (earlier) => {
      const isOver = earlier.get('edit')?.reason === 'expired' || !isTokenAlive(address, now())
      if (!isOver) return sender.toAnswer(address, message)
      if (!isOpenToBot(address)) return { kind: 'unreachable', error: undefined, reason: 'expired' }
      return sender.toMessage(address, message)
    },
  }
}

async function inOneForm(
  { message, plain }: ResultDelivery,
  send: (message: OutgoingMessage) => Promise<SendResult>,
): Promise<SendResult> {
  const result = await send(message)
  return result.kind === 'unreachable' && result.reason === 'rejected' ? send(plain) : result
}

/** Where somebody has deleted the message, its result is not brought by another way. */
function quietly(result: SendResult): SendResult {
  return isDeleted(result) ? { kind: 'withdrawn', error: result.error } : result
}

function isDeleted(result: SendResult): result is SendResult & { readonly kind: 'unreachable' } {
  return result.kind === 'unreachable' && result.reason === 'deleted'
}

function introduction(
  { address, serverName, texts }: ResultDelivery,
  earlier: ReadonlyMap<string, Delivery>,
): string {
  const channel = `<#${address.channelId}>`
  const place = serverName ? texts.t('direct.place', { channel, server: safeLine(serverName, 100) }) : channel
  return `-# ${texts.t('direct.introduction', { place, why: texts.t(reasonKey(address, earlier)) })}`
}

function reasonKey(address: ReplyAddress, earlier: ReadonlyMap<string, Delivery>) {
  if (!address.isBotThere) return 'direct.whyElsewhere'
  const reason = earlier.get(address.isPrivate ? 'edit' : 'channel')?.reason
  switch (reason) {
    case 'expired':
      return 'direct.whyPrivate'
    case 'forbidden':
      return 'direct.whyForbidden'
    case 'closed':
      return 'direct.whyClosed'
    case 'gone':
      return 'direct.whyGone'
    default:
      return 'direct.whyOther'
  }
}
