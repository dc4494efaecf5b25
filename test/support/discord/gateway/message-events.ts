import { GatewayIntentBits } from 'discord.js'
import type { State } from '../state.ts'
import type { Gateway } from './gateway-server.ts'

/** Tells bots of messages, as far as their intents go. Nobody is told of ephemeral ones. */
export function dispatchMessages({ world, changes }: State, gateway: Gateway): void {
  changes.onMessage((event, { message, ephemeralFor }) => {
    if (ephemeralFor !== undefined) return
    const guildId = world.channels.get(message.channel_id)?.guildId
    const intent = guildId ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages
    const location = { channel_id: message.channel_id, ...(guildId && { guild_id: guildId }) }
    const data = event === 'MESSAGE_DELETE' ? { id: message.id, ...location } : { ...message, ...location }
    gateway.dispatchIfIntended(event, data, guildId, intent)
  })
}
