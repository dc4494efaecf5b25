import { MessageFlags } from 'discord.js'
import { hasEnded } from '../../../orchestrator/stored-result.ts'
import type { Workflow } from '../../../orchestrator/workflow.ts'
import type { BotContext } from '../bot-context.ts'
import { sendable } from '../message.ts'
import { decodeReplyAddress } from '../reply-address.ts'
import type { RunInteraction } from '../run-interaction.ts'
import { presentResult } from './present-result.ts'

/**
 * Brings a message up to date whose button is about a run that has ended otherwise: it says how. What is for one member alone is shown
 * in no message that others see.
 */
export async function showAsItIs(
  interaction: RunInteraction,
  { id }: Pick<Workflow, 'id'>,
  context: BotContext,
): Promise<void> {
  const run = await context.autointel.workflows.find(id)
  const address = decodeReplyAddress(run?.replyTo)
  if (!run || !address || !hasEnded(run)) return
  const isAlone = interaction.guildId === null || interaction.message.flags.has(MessageFlags.Ephemeral)
  if (run.visibility === 'member' && !isAlone) return
  const { locale, guildLocale } = interaction
  const reader = isAlone ? { ...address, locale, guildLocale, isPrivate: true } : address
  await interaction.editReply(sendable(await presentResult(run, reader, context)))
}
