import {
  ApplicationIntegrationType,
  ChannelType,
  type Interaction,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js'
import type { Owners } from '../../access/owners.ts'
import { type Requester, roleOf } from '../../access/requester.ts'
import type { Audience } from '../../brief/audience.ts'
import { directMessagesSubject, serverSubject, type TenantSubject } from '../../ledger/subject.ts'

type Acting = Pick<Interaction, 'user' | 'guild' | 'channel' | 'channelId' | 'memberPermissions'> & Where
type Where = Pick<Interaction, 'guildId' | 'context' | 'authorizingIntegrationOwners'>

/** Who acts in an interaction, as whom, and from where. */
export function requesterOf(interaction: Acting, owners: Owners): Requester {
  return {
    user: interaction.user.id,
    role: roleOf(interaction.user.id, managesServer(interaction), owners),
    tenant: tenantOf(interaction),
    channel: readersChannelOf(interaction),
  }
}

function managesServer(interaction: Acting): boolean {
  const mayManage = interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false
  return mayManage && serverOf(interaction) !== undefined
}

/**
 * Whether the bot is where an interaction comes from: on the server, or in its own direct messages with the user. Elsewhere a member
 * has brought it along (user install), and it neither sees the channel nor knows who reads it.
 */
export function isBotThere(interaction: Where): boolean {
  if (interaction.guildId) return serverOf(interaction) !== undefined
  return interaction.context !== InteractionContextType.PrivateChannel
}

/** The server that has the bot, if the interaction comes from one. */
export function serverOf({ guildId, authorizingIntegrationOwners }: Where): string | undefined {
  const installedIn = authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall]
  return guildId !== null && installedIn === guildId ? guildId : undefined
}

/** Who pays for what happens in an interaction: the server that has the bot, else the user. */
export function tenantOf(interaction: Where & Pick<Acting, 'user'>): TenantSubject {
  const server = serverOf(interaction)
  return server ? serverSubject(server) : directMessagesSubject(interaction.user.id)
}

/**
 * Who may see what is asked for here: everybody on the server where everybody reads the channel, else its readers; the member alone in
 * private, and where the bot cannot know who reads it.
 */
export function audienceOf(interaction: Acting, { isPrivate }: { readonly isPrivate: boolean }): Audience {
  const seenHere = { user: interaction.user.id, channel: readersChannelOf(interaction) }
  if (isPrivate || !serverOf(interaction)) return { ...seenHere, visibility: 'member' }
  return { ...seenHere, visibility: isOpenToAll(interaction) ? 'server' : 'channel' }
}

/** Who may see what is read of a message that somebody has posted on a server that has the bot. */
export function audienceIn(message: Pick<Acting, 'guild' | 'channel' | 'channelId'>, user: string): Audience {
  const channel = readersChannelOf(message)
  return { user, channel, visibility: isOpenToAll(message) ? 'server' : 'channel' }
}

/** The channel whose readers see what is shown here: of a public thread, the channel that it is in. */
export function readersChannelOf({
  channel,
  channelId,
}: Pick<Acting, 'channel' | 'channelId'>): string | undefined {
  const isPublicThread = channel?.isThread() && channel.type !== ChannelType.PrivateThread
  return (isPublicThread ? channel.parentId : channelId) ?? undefined
}

/** What is not known to be open is not: the bot may not know the channel, or not yet. */
function isOpenToAll({ guild, channel }: Pick<Acting, 'guild' | 'channel'>): boolean {
  if (!guild || !channel || channel.isDMBased() || channel.type === ChannelType.PrivateThread) return false
  return channel.permissionsFor(guild.roles.everyone)?.has(PermissionFlagsBits.ViewChannel) ?? false
}
