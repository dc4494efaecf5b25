import {
  type ChatInputCommandInteraction,
  DiscordAPIError,
  MessageFlags,
  RESTJSONErrorCodes,
} from 'discord.js'
import type { ComponentInteraction } from './bot-context.ts'

/**
 * Tells Discord within its 3 seconds that an answer will come; returns the id of the message that will show it.
 *
 * @throws what Discord answered, such as that the interaction is over
 */
export async function deferAnswer(
  interaction: ChatInputCommandInteraction,
  { isPrivate }: { readonly isPrivate: boolean },
): Promise<string> {
  const flags = isPrivate ? MessageFlags.Ephemeral : undefined
  try {
    const response = await interaction.deferReply({ withResponse: true, ...(flags && { flags }) })
    if (response.resource?.message) return response.resource.message.id
  } catch (error) {
    if (!isAlreadyAcknowledged(error)) throw error
    // The first attempt had arrived and only its answer was lost; discord.js does not know of it.
    interaction.deferred = true
    interaction.ephemeral = isPrivate
  }
  return (await interaction.fetchReply()).id
}

/** Tells Discord that a button, menu or form was received; the message that it is on stays as it is. */
export async function deferChange(interaction: ComponentInteraction): Promise<void> {
  try {
    await interaction.deferUpdate()
  } catch (error) {
    if (!isAlreadyAcknowledged(error)) throw error
    interaction.deferred = true
  }
}

function isAlreadyAcknowledged(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  )
}
