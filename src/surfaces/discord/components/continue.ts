import { MessageFlags } from 'discord.js'
import { deferChange } from '../acknowledge.ts'
import type { ComponentHandler } from '../bot-context.ts'
import { controlledWorkflow } from '../controlled-workflow.ts'
import { decodeReplyAddress, replyAddressOf } from '../reply-address.ts'
import { tellPrivately } from '../reply-error.ts'
import { resumeRefusalKey } from '../resume-refusal.ts'

/** `continue|workflow`: goes on with what a limit, a failure or a cancel has ended, in the same message. */
export const goOn: ComponentHandler = {
  action: 'continue',
  async execute(interaction, [id = ''], context) {
    if (!interaction.isButton()) return
    const startedAtMs = context.now()
    await deferChange(interaction)
    const workflow = await controlledWorkflow(interaction, id, context)
    if (!workflow) return
    const before = decodeReplyAddress(workflow.replyTo)
    const address = replyAddressOf(interaction, {
      startedAtMs,
      messageId: interaction.message.id,
      showCost: before?.showCost ?? false,
      isPrivate: interaction.message.flags.has(MessageFlags.Ephemeral),
    })
    // Whoever goes on with it, it stays the brief of the member who asked.
    const { userId, locale, guildLocale } = before ?? address
    const outcome = await context.workflowMessages.resume(workflow.id, {
      ...address,
      userId,
      locale,
      guildLocale,
    })
    if (outcome !== 'resumed')
      await tellPrivately(interaction, {
        content: context.textsFor(interaction).t(resumeRefusalKey(outcome)),
      })
  },
}
