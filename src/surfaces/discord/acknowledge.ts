import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js'

/**
 * Tells Discord within its 3 seconds that an answer will come; returns the id of the message that will show it.
 *
 * @throws what Discord answered, such as that the interaction is over, or that another process has answered it
 */
export async function deferAnswer(
  interaction: ChatInputCommandInteraction,
  { isPrivate }: { readonly isPrivate: boolean },
): Promise<string> {
  const flags = isPrivate ? MessageFlags.Ephemeral : undefined
  const { resource } = await interaction.deferReply({ withResponse: true, ...(flags && { flags }) })
  return resource?.message?.id ?? (await interaction.fetchReply()).id
}
