import type { REST } from '@discordjs/rest'
import { Routes } from 'discord.js'
import type { SendResult, SentMessage } from '../../../outbox/channel.ts'
import type { Timers } from '../../../time/timers.ts'
import { discordFailure } from '../discord-failure.ts'
import type { OutgoingMessage } from '../message.ts'
import { editRequest, type MessageRequestOptions, newMessageRequest } from '../message-body.ts'
import type { ReplyAddress } from '../reply-address.ts'
import { findSent } from './sent-before.ts'

type MessagePlace = Pick<ReplyAddress, 'channelId' | 'messageId'>
type Send = (signal: AbortSignal) => Promise<SentMessage | undefined>

/** How a parcel is sent as a new message. */
export interface SendOptions extends MessageRequestOptions {
  readonly nonce: string
  /** Epoch milliseconds: an attempt may have brought it since, and it is looked for before it is sent. */
  readonly maybeSentSinceMs?: number | undefined
}

export interface MessageSenderOptions {
  readonly rest: REST
  readonly timers: Timers
  readonly timeoutMs: number
}

/** Messages over REST alone, so that they go out when the gateway is down. */
export class MessageSender {
  readonly #rest: REST
  readonly #timers: Timers
  readonly #timeoutMs: number
  readonly #directChannels = new Map<string, string>()

  constructor({ rest, timers, timeoutMs }: MessageSenderOptions) {
    this.#rest = rest
    this.#timers = timers
    this.#timeoutMs = timeoutMs
  }

  /** Opens the user's direct messages first. */
  toUser(user: string, message: OutgoingMessage, options: SendOptions): Promise<SendResult> {
    return this.#attempt(async (signal) =>
      this.#post(await this.#directChannelOf(user, signal), message, options, signal),
    )
  }

  toChannel(channel: string, message: OutgoingMessage, options: SendOptions): Promise<SendResult> {
    return this.#attempt((signal) => this.#post(channel, message, options, signal))
  }

  /** Replaces an answer to an interaction by the interaction's own right, which ends with its token. */
  toAnswer(address: ReplyAddress, message: OutgoingMessage): Promise<SendResult> {
    const { applicationId, interactionToken, messageId } = address
    const route = Routes.webhookMessage(applicationId, interactionToken, messageId)
    return this.#attempt(async (signal) => {
      await this.#rest.patch(route, { ...editRequest(message), auth: false, signal })
      return undefined
    })
  }

  /** Replaces a message of a channel that the bot can see. */
  toMessage({ channelId, messageId }: MessagePlace, message: OutgoingMessage): Promise<SendResult> {
    const route = Routes.channelMessage(channelId, messageId)
    return this.#attempt(async (signal) => {
      await this.#rest.patch(route, { ...editRequest(message), signal })
      return undefined
    })
  }

  /** An emoji of Unicode on a message of a channel that the bot can see. */
  react({ channelId, messageId }: MessagePlace, emoji: string): Promise<SendResult> {
    const route = Routes.channelMessageOwnReaction(channelId, messageId, encodeURIComponent(emoji))
    return this.#attempt(async (signal) => {
      await this.#rest.put(route, { signal })
      return undefined
    })
  }

  async #directChannelOf(user: string, signal: AbortSignal): Promise<string> {
    const known = this.#directChannels.get(user)
    if (known) return known
    const opened = await this.#rest.post(Routes.userChannels(), { body: { recipient_id: user }, signal })
    const { id } = opened as { readonly id: string }
    this.#directChannels.set(user, id)
    return id
  }

  async #post(
    channel: string,
    message: OutgoingMessage,
    { maybeSentSinceMs: sinceMs, ...options }: SendOptions,
    signal: AbortSignal,
  ): Promise<SentMessage> {
    const { nonce } = options
    const place = { rest: this.#rest, signal }
    const earlier = sinceMs === undefined ? undefined : await findSent({ nonce, sinceMs }, channel, place)
    if (earlier) return { channelId: channel, messageId: earlier }
    const request = { ...newMessageRequest(message, options), signal }
    const sent = (await this.#rest.post(Routes.channelMessages(channel), request)) as { readonly id: string }
    return { channelId: channel, messageId: sent.id }
  }

  async #attempt(send: Send): Promise<SendResult> {
    const signal = this.#timers.after(this.#timeoutMs)
    const timedOut = Promise.withResolvers<never>()
    signal.addEventListener('abort', () => timedOut.reject(signal.reason), { once: true })
    try {
      // The client does not heed the signal while it sits out a rate limit.
      const message = await Promise.race([send(signal), timedOut.promise])
      return { kind: 'sent', ...(message && { message }) }
    } catch (error) {
      return sendResultOf(error)
    }
  }
}

/**
 * What Discord refuses outright it refuses the next time too, whatever the reason. A wrong token is for the operator to mend, and what
 * was thrown before anything was sent may pass.
 */
function sendResultOf(error: unknown): SendResult {
  const failure = discordFailure(error)
  if (failure === undefined || failure === 'transient' || failure === 'unauthorized')
    return { kind: 'failed', error }
  return { kind: 'unreachable', error, reason: failure }
}
