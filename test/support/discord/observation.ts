import type { APIMessage } from 'discord.js'
import type { RegisteredCommand } from './command-store.ts'
import { findDirectMessages } from './direct-messages.ts'
import type { InteractionHandle } from './interactions/interaction-handle.ts'
import { createHandle } from './interactions/interaction-handle.ts'
import type { MentionRecord } from './mention-log.ts'
import { mayMention } from './mention-log.ts'
import type { RateLimitedRequest } from './rest/rate-limiter.ts'
import type { LoggedRequest } from './rest/rest-server.ts'
import type { State } from './state.ts'
import type { Violation } from './violations.ts'

type Predicate = (message: APIMessage) => boolean

/** What a test can see. Lists are live; waits reject after `timeoutMs`, shortly before the test ends. */
export interface Observation {
  /** Global commands, or those of a guild. */
  commands(guildId?: string): RegisteredCommand[]
  /** What the channel shows, oldest first; ephemeral messages are not among it. */
  messages(channelId: string): APIMessage[]
  directMessages(userId: string): APIMessage[]
  /** With what the bot has reacted to a message. */
  botReactions(message: APIMessage): string[]
  /** The first message of the channel that satisfies the predicate. */
  waitForMessage(channelId: string, predicate?: Predicate, timeoutMs?: number): Promise<APIMessage>
  waitForDirectMessage(userId: string, predicate?: Predicate, timeoutMs?: number): Promise<APIMessage>
  /** The first defined value of `read`, which is asked whenever something happens. */
  waitUntil<Value>(read: () => Value | undefined, timeoutMs?: number): Promise<Value>
  /** The contents of an uploaded file, by the `url` of its attachment. */
  attachmentBytes(url: string): Uint8Array
  /** Rules the bot broke. A test that is not about one asserts that there are none. */
  violations: readonly Violation[]
  requests: readonly LoggedRequest[]
  /** Requests answered 429. */
  rateLimited: readonly RateLimitedRequest[]
  /** Those of them that the bot could have known to be too soon. */
  sentWhileLimited(): RateLimitedRequest[]
  /** Every message created or edited, with whom it may ping. */
  mentions: readonly MentionRecord[]
  /** Those whose `allowed_mentions` leaves room for a ping. */
  messagesThatMayMention(): MentionRecord[]
  /** Interactions that had no answer within 3 s. */
  unanswered(): InteractionHandle[]
}

export function createObservation(state: State): Observation {
  const { world, changes, messages, commands, interactions } = state
  const { violations, requests, rateLimited, mentions } = state
  const directMessages = (userId: string) => {
    const found = findDirectMessages(world, userId)
    return found === undefined ? [] : messages.inChannel(found.channel.id)
  }
  const waitIn = (read: () => APIMessage[], predicate: Predicate = () => true, timeoutMs?: number) =>
    changes.waitUntil(
      () => read().find(predicate),
      () => `the channel shows ${JSON.stringify(read())}`,
      timeoutMs,
    )
  return {
    commands: (guildId) => commands.list(guildId),
    messages: messages.inChannel,
    directMessages,
    botReactions: ({ channel_id: channelId, id }) =>
      [...messages.find(channelId, id).reactions].flatMap(([emoji, users]) =>
        users.has(world.bot.id) ? [emoji] : [],
      ),
    waitForMessage: (channelId, predicate, timeoutMs) =>
      waitIn(() => messages.inChannel(channelId), predicate, timeoutMs),
    waitForDirectMessage: (userId, predicate, timeoutMs) =>
      waitIn(() => directMessages(userId), predicate, timeoutMs),
    waitUntil: (read, timeoutMs) => changes.waitUntil(read, () => String(read), timeoutMs),
    attachmentBytes(url) {
      const file = messages.file(new URL(url))
      if (file === undefined) throw new TypeError(`No file was uploaded to ${url}`)
      return file.bytes
    },
    violations,
    requests,
    rateLimited,
    sentWhileLimited: () => rateLimited.filter(({ wasWarned }) => wasWarned),
    mentions,
    messagesThatMayMention: () => mentions.filter(mayMention),
    unanswered: () => interactions.unanswered().map((record) => createHandle(record, changes)),
  }
}
