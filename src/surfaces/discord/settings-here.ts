import type { Interaction } from 'discord.js'
import type { Autointel } from '../../app/open-autointel.ts'
import { type ServerSettings, usualSettings } from '../../servers/server-settings.ts'
import { serverOf } from './requester.ts'

/** What the managers of the server have chosen that an interaction comes from; the usual where there is none, or it does not have the bot. */
export async function settingsHere(
  interaction: Pick<Interaction, 'guildId' | 'context' | 'authorizingIntegrationOwners'>,
  { servers }: Pick<Autointel, 'servers'>,
): Promise<ServerSettings> {
  const server = serverOf(interaction)
  return server ? servers.of(server) : usualSettings
}
