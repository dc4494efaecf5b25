import type { Logger } from 'pino'
import type { Autointel } from '../../../app/open-autointel.ts'
import { type Channel, logChannel, type Route } from '../../../outbox/channel.ts'
import type { Parcel } from '../../../outbox/parcel.ts'
import { noticeMessage } from '../render/error-message.ts'
import { decodeReplyAddress, isTokenAlive } from '../reply-address.ts'
import type { TextsFor } from '../texts-for.ts'
import type { MessageSender } from './message-sender.ts'

export interface ReceiptRouteOptions {
  readonly autointel: Pick<Autointel, 'workflows'>
  readonly sender: MessageSender
  readonly textsFor: TextsFor
  readonly log: Logger
  readonly now: () => number
}

/** A command whose process has died before it was a run: whoever gave it is told in the answer that says nothing yet, and nowhere else. */
export async function receiptRoute(
  { workflow, replyTo }: Extract<Parcel, { kind: 'receipt' }>,
  { autointel, sender, textsFor, log, now }: ReceiptRouteOptions,
): Promise<Route> {
  const address = decodeReplyAddress(replyTo)
  if (!address || (await autointel.workflows.find(workflow))) return []
  const texts = textsFor(address)
  const answer: Channel = {
    name: 'edit',
    send: async () =>
      isTokenAlive(address, now())
        ? sender.toAnswer(address, noticeMessage(texts.t('workflow.lost'), texts))
        : { kind: 'unreachable', error: undefined, reason: 'expired' },
  }
  return [{ ways: [[answer], [logChannel('log', log, { workflow }, 'a command was lost with its process')]] }]
}
