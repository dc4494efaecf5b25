import { type REST, type RESTPostAPICurrentUserCreateDMChannelResult, Routes } from 'discord.js'
import { type DiscordFailure, discordFailure } from './discord-failure.ts'
import type { OutgoingMessage } from './message.ts'
import { messageRequest } from './message-body.ts'
import type { ReplyAddress } from './reply-address.ts'

/** The token of an interaction lives 15 minutes; half a minute is left for requests that wait. */
export const tokenLifeMs = 14.5 * 60_000

/** How a result reached the member: in its own message, as a new one in the channel, by direct message, or not at all. */
export type Delivery = 'edited' | 'channel' | 'direct' | 'undeliverable'

/** The message that shows one workflow. */
export interface WorkflowReply {
  /** Replaces what it shows, as long as it can be reached. @throws what Discord answered */
  show(message: OutgoingMessage): Promise<void>
  /**
   * Replaces it for good, or answers anew where the message can no longer be reached; `closing` then stands in its old place.
   *
   * @throws when Discord cannot be reached at the moment or does not take the message
   */
  deliver(message: OutgoingMessage, closing: OutgoingMessage): Promise<Delivery>
}

export interface WorkflowReplyOptions {
  readonly rest: REST
  readonly now: () => number
  /** Of two deliveries with one nonce Discord shows one. */
  readonly nonce: string
}

export function createWorkflowReply(
  address: ReplyAddress,
  { rest, now, nonce }: WorkflowReplyOptions,
): WorkflowReply {
  const { applicationId, interactionToken, messageId, channelId, userId } = address
  const viaToken = (message: OutgoingMessage) =>
    rest.patch(Routes.webhookMessage(applicationId, interactionToken, messageId), {
      ...messageRequest(message),
      auth: false,
    })
  const viaChannel = (message: OutgoingMessage) =>
    rest.patch(Routes.channelMessage(channelId, messageId), messageRequest(message))
  const isTokenAlive = () => now() - address.startedAtMs < tokenLifeMs
  const post = (channel: string, message: OutgoingMessage, mentionUser?: string) =>
    rest.post(
      Routes.channelMessages(channel),
      messageRequest(message, { nonce, ...(mentionUser && { mentionUser }) }),
    )

  const postDirectly = async (message: OutgoingMessage): Promise<Delivery> => {
    const outcome = await attempt(['forbidden', 'gone'], async () => {
      const channel = await rest.post(Routes.userChannels(), { body: { recipient_id: userId } })
      await post((channel as RESTPostAPICurrentUserCreateDMChannelResult).id, message)
    })
    return outcome === undefined ? 'direct' : 'undeliverable'
  }
  const postInChannel = async (message: OutgoingMessage, closing: OutgoingMessage): Promise<Delivery> => {
    const content = `<@${userId}>${message.content ? ` ${message.content}` : ''}`
    const outcome = await attempt(['forbidden', 'gone'], () =>
      post(channelId, { ...message, content }, userId),
    )
    if (outcome !== undefined) return postDirectly(message)
    await viaChannel(closing).catch(() => undefined)
    return 'channel'
  }

  return {
    async show(message) {
      if (isTokenAlive()) await viaToken(message)
      else if (!address.isPrivate) await viaChannel(message)
    },
    async deliver(message, closing) {
      if (isTokenAlive()) {
        const outcome = await attempt(['expired', 'gone'], () => viaToken(message))
        if (outcome === undefined) return 'edited'
      }
      return address.isPrivate ? postDirectly(message) : postInChannel(message, closing)
    },
  }
}

/** Undefined when it worked, else which of the `expected` failures it was; others are thrown. */
async function attempt(
  expected: readonly DiscordFailure[],
  work: () => Promise<unknown>,
): Promise<DiscordFailure | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    const failure = discordFailure(error)
    if (failure && expected.includes(failure)) return failure
    throw error
  }
}
