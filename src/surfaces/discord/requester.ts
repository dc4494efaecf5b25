import { ChannelType, type Interaction, PermissionFlagsBits } from 'discord.js'
import type { Requester, Role } from '../../access/requester.ts'
import type { Audience } from '../../brief/audience.ts'
import { directMessagesSubject, serverSubject, type TenantSubject } from '../../ledger/subject.ts'
import type { Owners } from './owners.ts'

type Acting = Pick<Interaction, 'user' | 'guild' | 'guildId' | 'channel' | 'channelId' | 'memberPermissions'>

/** Who acts in an interaction, as whom, and from where. */
export function requesterOf(interaction: Acting, owners: Owners): Requester {
  return {
    user: interaction.user.id,
    role: roleOf(interaction, owners),
    tenant: tenantOf(interaction),
    channel: readersChannelOf(interaction),
  }
}

function roleOf({ user, guildId, memberPermissions }: Acting, owners: Owners): Role {
  if (owners.isOwner(user.id)) return 'owner'
  const isManager = guildId !== null && memberPermissions?.has(PermissionFlagsBits.ManageGuild)
  return isManager ? 'manager' : 'member'
}

/** Who pays for what happens in an interaction: the server, or in direct messages the user. */
export function tenantOf({ guildId, user }: Pick<Acting, 'guildId' | 'user'>): TenantSubject {
  return guildId ? serverSubject(guildId) : directMessagesSubject(user.id)
}

/** Who may see what is asked for here: the member alone, everybody on the server where everybody reads the channel, else its readers. */
export function audienceOf(interaction: Acting, { isPrivate }: { readonly isPrivate: boolean }): Audience {
  const seenHere = { user: interaction.user.id, channel: readersChannelOf(interaction) }
  if (isPrivate || !interaction.guildId) return { ...seenHere, visibility: 'member' }
  return { ...seenHere, visibility: isOpenToAll(interaction) ? 'server' : 'channel' }
}

/** The channel whose readers see what is shown here: of a public thread, the channel that it is in. */
function readersChannelOf({ channel, channelId }: Acting): string | undefined {
  const isPublicThread = channel?.isThread() && channel.type !== ChannelType.PrivateThread
  return (isPublicThread ? channel.parentId : channelId) ?? undefined
}

/** What is not known to be open is not: the bot may not know the channel, or not yet. */
function isOpenToAll({ guild, channel }: Acting): boolean {
  if (!guild || !channel || channel.isDMBased() || channel.type === ChannelType.PrivateThread) return false
  return channel.permissionsFor(guild.roles.everyone)?.has(PermissionFlagsBits.ViewChannel) ?? false
}
