import { MessageFlags } from 'discord.js'
import { meetsForRun } from '../../../access/runs.ts'
import { stillUnresolved } from '../../../ledger/correction-by-hand.ts'
import { planFor } from '../../../orchestrator/plan.ts'
import type { RunComponent } from '../bot-context.ts'
import { sendable } from '../message.ts'
import { buttonRow } from '../render/buttons.ts'
import { costDetailsMessage } from '../render/cost-details-message.ts'
import { forgetButton } from '../render/result-buttons.ts'
import { briefFile } from '../render/result-message.ts'
import { tellPrivately } from '../reply-error.ts'
import { requesterOf } from '../requester.ts'
import { runAccessOf } from '../run-access.ts'
import { resultOf } from '../workflows/present-result.ts'

/** `brief|workflow`: the whole brief as a file, for the one who asks. */
export const fullBrief: RunComponent = {
  action: 'brief',
  requires: 'reader',
  async execute(interaction, workflow, _parts, context) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    const texts = context.textsFor(interaction)
    const result = await resultOf(workflow, context.autointel)
    if (!result?.brief) {
      await tellPrivately(interaction, { content: texts.t('result.noBrief') })
      return
    }
    const mayForget = meetsForRun(
      'forgetter',
      requesterOf(interaction, context.owners),
      runAccessOf(workflow),
    )
    await interaction.editReply(
      sendable({
        content: texts.t('result.fullBriefAttached'),
        files: [briefFile(result, result.brief, texts)],
        components: buttonRow([mayForget ? forgetButton(workflow, texts) : undefined]),
      }),
    )
  },
}

/** `details|workflow`: what a run cost, task by task and call by call, for the one who asks; owners may correct calls whose bill never came. */
export const details: RunComponent = {
  action: 'details',
  requires: 'reader',
  async execute(interaction, workflow, _parts, context) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    const { ledger, config } = context.autointel
    const { limits } = planFor(config.depthTiers[workflow.depth], workflow.maxCostNanoUsd)
    const entries = await ledger.entriesOf(workflow.id)
    const isOwner = context.owners.isOwner(interaction.user.id)
    const toCorrect = isOwner ? stillUnresolved(entries) : []
    const view = { workflow: workflow.id, entries, limitNanoUsd: limits.totalNanoUsd, toCorrect }
    await interaction.editReply(sendable(costDetailsMessage(view, context.textsFor(interaction))))
  },
}
