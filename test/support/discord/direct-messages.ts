import type { APIDMChannel } from 'discord.js'
import { ChannelType } from 'discord.js'
import { DiscordApiError } from './api-error.ts'
import type { ChannelState, World } from './world.ts'

/** The channel of direct messages with the user, made on the first call. Throws 10013 for an unknown user. */
export function openDirectMessages(world: World, userId: string): ChannelState {
  const existing = findDirectMessages(world, userId)
  if (existing !== undefined) return existing
  const recipient = world.users.get(userId)
  if (recipient === undefined) throw new DiscordApiError('unknownUser')
  const channel: APIDMChannel = {
    id: world.nextId(),
    type: ChannelType.DM,
    last_message_id: null,
    name: null,
    recipients: [recipient.user],
  }
  const state: ChannelState = { channel, guildId: undefined, recipientId: userId, isForbidden: false }
  world.channels.set(channel.id, state)
  return state
}

/** The same channel if there is one already. */
export function findDirectMessages(world: World, userId: string): ChannelState | undefined {
  return [...world.channels.values()].find(({ recipientId }) => recipientId === userId)
}
