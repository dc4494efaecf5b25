import { DiscordAPIError } from '@discordjs/rest'
import {
  type AutocompleteInteraction,
  type Interaction,
  RESTJSONErrorCodes,
  type RepliableInteraction,
} from 'discord.js'
import type { Logger } from 'pino'
import type { Texts } from '../../locales/texts.ts'
import { WorkflowSuspended } from '../../orchestrator/suspension.ts'
import { TooManyWaitingError } from '../../orchestrator/too-many-waiting-error.ts'
import { discordFailure } from './discord-failure.ts'
import { newMessage, type OutgoingMessage, sendable } from './message.ts'
import { errorMessage } from './render/error-message.ts'

export interface ReplyErrorOptions {
  readonly texts: Texts
  readonly log: Logger
  /** A short id that the member is shown and the log has. */
  readonly newErrorId: () => string
}

/**
 * The one end of every error that a command or component throws: one line in the log, and one short message to the member under the
 * same id, as a first answer, in place of the deferred one or after what was shown. Never throws.
 */
export async function replyError(
  error: unknown,
  interaction: Exclude<Interaction, AutocompleteInteraction>,
  { texts, log, newErrorId }: ReplyErrorOptions,
): Promise<void> {
  if (error instanceof WorkflowSuspended) {
    await tryToTell(interaction, { content: texts.t('error.stopping') }, log)
    return
  }
  if (error instanceof TooManyWaitingError) {
    await tryToTell(interaction, { content: texts.t('error.tooManyWaiting', { limit: error.limit }) }, log)
    return
  }
  const errorId = newErrorId()
  const details = { err: error, errorId, interaction: interaction.id, user: interaction.user.id }
  if (isOver(error)) {
    log.warn(details, 'an interaction was over before it was answered')
    return
  }
  log.error(details, 'a command or component failed')
  const isLost = discordFailure(error) === 'transient' && !interaction.deferred && !interaction.replied
  await tryToTell(interaction, errorMessage(errorId, texts), log, { isLost })
}

/** Nobody can be told any more: it was not answered in time, or its token has expired, or another process answers it. */
function isOver(error: unknown): boolean {
  return isAlreadyAcknowledged(error) || discordFailure(error) === 'expired'
}

function isAlreadyAcknowledged(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  )
}

async function tryToTell(
  interaction: RepliableInteraction,
  message: OutgoingMessage,
  log: Logger,
  { isLost = false }: { readonly isLost?: boolean } = {},
): Promise<void> {
  try {
    if (isLost) await tellInPlaceOfLost(interaction, message)
    else await tellPrivately(interaction, message)
  } catch (error) {
    log.warn({ err: error, interaction: interaction.id }, 'the member could not be told')
  }
}

/** Nobody knows whether the first answer has arrived: where it has, it is what the member waits before, and takes the message. */
async function tellInPlaceOfLost(interaction: RepliableInteraction, message: OutgoingMessage): Promise<void> {
  try {
    await tellPrivately(interaction, message)
  } catch (error) {
    if (!isAlreadyAcknowledged(error)) throw error
    await interaction.webhook.editMessage('@original', sendable(message))
  }
}

/** Shows a message to the one who acted, in whatever way the interaction still allows. */
export async function tellPrivately(
  interaction: RepliableInteraction,
  message: OutgoingMessage,
): Promise<void> {
  const alone = newMessage(message, { isPrivate: true })
  if (!interaction.deferred && !interaction.replied) await interaction.reply(alone)
  else if (isAwaitingAnswer(interaction)) await interaction.editReply(sendable(message))
  else await interaction.followUp(alone)
}

/** Deferred with a new message that is still empty; a deferred button leaves the message that it is on. */
function isAwaitingAnswer(interaction: RepliableInteraction): boolean {
  return Boolean(interaction.deferred) && !interaction.replied && interaction.ephemeral !== null
}
