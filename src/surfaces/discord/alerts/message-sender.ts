import { createHash } from 'node:crypto'
import { DiscordAPIError, type REST, Routes } from 'discord.js'
import type { SendResult } from '../../../outbox/channel.ts'
import type { OutgoingMessage } from '../message.ts'
import { messageRequest } from '../message-body.ts'

/** Messages over REST alone, so that they go out when the gateway is down. */
export interface MessageSender {
  /** Opens the user's direct messages first. */
  toUser(user: string, message: OutgoingMessage, nonce: string): Promise<SendResult>
  toChannel(channel: string, message: OutgoingMessage, nonce: string): Promise<SendResult>
}

/** Discord's limit on a nonce: https://discord.com/developers/docs/resources/message#create-message (2026-11) */
const nonceMaxCharacters = 25

/** The same words give the same nonce, by which Discord knows a repeated message for a few minutes. */
export function nonceOf(...words: readonly (string | number)[]): string {
  return createHash('sha256').update(words.join(' ')).digest('base64url').slice(0, nonceMaxCharacters)
}

export function createMessageSender({
  rest,
  timeoutMs,
}: {
  readonly rest: REST
  readonly timeoutMs: number
}): MessageSender {
  const directChannels = new Map<string, string>()

  async function directChannelOf(user: string, signal: AbortSignal): Promise<string> {
    const known = directChannels.get(user)
    if (known) return known
    const opened = await rest.post(Routes.userChannels(), { body: { recipient_id: user }, signal })
    const { id } = opened as { readonly id: string }
    directChannels.set(user, id)
    return id
  }

  async function post(channel: string, message: OutgoingMessage, nonce: string, signal: AbortSignal) {
    await rest.post(Routes.channelMessages(channel), { ...messageRequest(message, { nonce }), signal })
  }

  return {
    toUser: (user, message, nonce) =>
      resultOf(timeoutMs, async (signal) =>
        post(await directChannelOf(user, signal), message, nonce, signal),
      ),
    toChannel: (channel, message, nonce) =>
      resultOf(timeoutMs, (signal) => post(channel, message, nonce, signal)),
  }
}

/** What Discord refuses outright it refuses the next time too; a wrong token (401) is for the operator to mend. */
const finalStatuses: readonly number[] = [400, 403, 404, 413]

async function resultOf(
  timeoutMs: number,
  send: (signal: AbortSignal) => Promise<void>,
): Promise<SendResult> {
  const signal = AbortSignal.timeout(timeoutMs)
  const timedOut = Promise.withResolvers<never>()
  signal.addEventListener('abort', () => timedOut.reject(signal.reason), { once: true })
  try {
    // The client does not heed the signal while it sits out a rate limit.
    await Promise.race([send(signal), timedOut.promise])
    return { kind: 'sent' }
  } catch (error) {
    const isFinal = error instanceof DiscordAPIError && finalStatuses.includes(error.status)
    return { kind: isFinal ? 'unreachable' : 'failed', error }
  }
}
