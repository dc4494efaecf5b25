import { MessageFlags, type RepliableInteraction } from 'discord.js'

/** The message that will show an answer. */
export interface DeferredAnswer {
  readonly messageId: string
  /** Only the member sees it: as asked for, or because Discord lets bots that members bring along say nothing else there. */
  readonly isPrivate: boolean
}

/**
 * Tells Discord within its 3 seconds that an answer will come.
 *
 * @throws what Discord answered, such as that the interaction is over, or that another process has answered it
 */
export async function deferAnswer(
  interaction: RepliableInteraction,
  { isPrivate }: { readonly isPrivate: boolean },
): Promise<DeferredAnswer> {
  const flags = isPrivate ? MessageFlags.Ephemeral : undefined
  const { resource } = await interaction.deferReply({ withResponse: true, ...(flags && { flags }) })
  const message = resource?.message ?? (await interaction.fetchReply())
  return { messageId: message.id, isPrivate: message.flags.has(MessageFlags.Ephemeral) }
}
