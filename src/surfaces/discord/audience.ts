import { ChannelType, type Interaction, PermissionFlagsBits } from 'discord.js'
import type { Audience } from '../../brief/audience.ts'

type Asked = Pick<Interaction, 'user' | 'guild' | 'guildId' | 'channel' | 'channelId'>

/** Who may see what is asked for here: the member alone, everybody on the server where everybody reads the channel, else its readers. */
export function audienceOf(interaction: Asked, { isPrivate }: { readonly isPrivate: boolean }): Audience {
  const seenHere = { user: interaction.user.id, channel: readersChannelOf(interaction) }
  if (isPrivate || !interaction.guildId) return { ...seenHere, visibility: 'member' }
  return { ...seenHere, visibility: isOpenToAll(interaction) ? 'server' : 'channel' }
}

/** The channel whose readers see what is shown here: of a public thread, the channel that it is in. */
export function readersChannelOf({ channel, channelId }: Pick<Asked, 'channel' | 'channelId'>) {
  const isPublicThread = channel?.isThread() && channel.type !== ChannelType.PrivateThread
  return (isPublicThread ? channel.parentId : channelId) ?? undefined
}

/** What is not known to be open is not: the bot may not know the channel, or not yet. */
function isOpenToAll({ guild, channel }: Asked): boolean {
  if (!guild || !channel || channel.isDMBased() || channel.type === ChannelType.PrivateThread) return false
  return channel.permissionsFor(guild.roles.everyone)?.has(PermissionFlagsBits.ViewChannel) ?? false
}
