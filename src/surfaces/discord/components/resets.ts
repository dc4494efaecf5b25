import { MessageFlags } from 'discord.js'
import type { RunComponent } from '../bot-context.ts'
import { newMessage, sendable } from '../message.ts'
import { limitNowMessage } from '../render/limit-now-message.ts'
import { decodeReplyAddress } from '../reply-address.ts'
import { tellPrivately } from '../reply-error.ts'
import { presentResult } from '../workflows/present-result.ts'
import { isAdmittedBy, refusedLimit } from '../workflows/run-offers.ts'

/** `resets|workflow`: how the limit stands that has refused a run, for the one who asks; when it leaves enough by now, the run's message offers to go on. */
export const resets: RunComponent = {
  action: 'resets',
  requires: 'reader',
  async execute(interaction, workflow, _parts, context) {
    const { autointel, textsFor, now } = context
    const texts = textsFor(interaction)
    const { refusal } = workflow
    const address = decodeReplyAddress(workflow.replyTo)
    if (workflow.state !== 'refused' || !refusal || !address) {
      await tellPrivately(interaction, { content: texts.t('error.stale') })
      return
    }
    const status = await refusedLimit(refusal, autointel.ledger, now())
    if (!status || isAdmittedBy(refusal, status)) {
      await interaction.deferUpdate()
      await interaction.editReply(sendable(await presentResult(workflow, address, context)))
      await interaction.followUp(newMessage({ content: texts.t('refusal.again') }, { isPrivate: true }))
      return
    }
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    await interaction.editReply(sendable(limitNowMessage(refusal, status, texts)))
  },
}
