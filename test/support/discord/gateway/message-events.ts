import type { APIMessage } from 'discord.js'
import { GatewayIntentBits } from 'discord.js'
import type { State } from '../state.ts'
import type { Gateway } from './gateway-server.ts'

/** Tells bots of threads, and of messages as far as their intents go. Nobody is told of ephemeral ones. */
export function dispatchMessages({ world, changes }: State, gateway: Gateway): void {
  changes.onThread((thread) =>
    gateway.dispatch('THREAD_CREATE', { ...thread, newly_created: true }, thread.guild_id),
  )
  changes.onMessage((event, { message, ephemeralFor }) => {
    if (ephemeralFor !== undefined) return
    const { guildId, isForbidden } = world.channels.get(message.channel_id) ?? {}
    if (isForbidden) return
    const intent = guildId ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages
    const location = { channel_id: message.channel_id, ...(guildId && { guild_id: guildId }) }
    const isReadable = (intents: number) =>
      guildId === undefined ||
      message.author.id === world.bot.id ||
      (intents & GatewayIntentBits.MessageContent) !== 0
    const dataFor = (intents: number) =>
      event === 'MESSAGE_DELETE'
        ? { id: message.id, ...location }
        : { ...(isReadable(intents) ? message : withoutContent(message)), ...location }
    gateway.dispatchIfIntended(event, dataFor, guildId, intent)
  })
}

/** A message as a bot without the intent `MessageContent` has it (https://discord.com/developers/docs/events/gateway#message-content-intent, read 2026-11). */
export function withoutContent(message: APIMessage): APIMessage {
  return { ...message, content: '', embeds: [], attachments: [], components: [] }
}
