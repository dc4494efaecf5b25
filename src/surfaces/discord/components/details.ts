import { MessageFlags } from 'discord.js'
import { planFor } from '../../../orchestrator/plan.ts'
import type { ComponentHandler } from '../bot-context.ts'
import { visibleWorkflow } from '../controlled-workflow.ts'
import { sendable } from '../message.ts'
import { costDetailsMessage } from '../render/cost-details-message.ts'

/** `details|workflow`: what a run cost, task by task and call by call, for the one who asks. */
export const details: ComponentHandler = {
  action: 'details',
  async execute(interaction, [id = ''], context) {
    if (!interaction.isButton()) return
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    const workflow = await visibleWorkflow(interaction, id, context)
    if (!workflow) return
    const { ledger, config } = context.autointel
    const { limits } = planFor(config.depthTiers[workflow.depth], workflow.maxCostNanoUsd)
    const entries = await ledger.entriesOf(workflow.id)
    const view = { workflow: workflow.id, entries, limitNanoUsd: limits.totalNanoUsd }
    await interaction.editReply(sendable(costDetailsMessage(view, context.textsFor(interaction))))
  },
}
