import { MessageFlags } from 'discord.js'
import type { OpenComponent } from '../bot-context.ts'
import { sendable } from '../message.ts'
import { tellPrivately } from '../reply-error.ts'
import { requiredRun } from '../required-access.ts'
import { openedRun, runsPage } from '../runs-view.ts'

/** `runs|page`: another page of the runs of whoever presses. */
export const runs: OpenComponent = {
  action: 'runs',
  requires: 'everyone',
  async execute(interaction, [page = ''], context) {
    if (!interaction.isButton() || !/^\d{1,4}$/.test(page)) {
      await tellPrivately(interaction, { content: context.textsFor(interaction).t('error.unknownButton') })
      return
    }
    // A list of one's own runs takes the place of nothing that others see.
    if (interaction.message.flags.has(MessageFlags.Ephemeral)) await interaction.deferUpdate()
    else await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    await interaction.editReply(sendable(await runsPage(interaction, Number(page), context)))
  },
}

/** `open-run`: the run that is chosen from the list, for the member who asked for it. */
export const openRun: OpenComponent = {
  action: 'open-run',
  requires: 'everyone',
  async execute(interaction, _parts, context) {
    const chosen = interaction.isStringSelectMenu() ? interaction.values[0] : undefined
    if (chosen === undefined) {
      await tellPrivately(interaction, { content: context.textsFor(interaction).t('error.unknownButton') })
      return
    }
    const run = await requiredRun(interaction, chosen, 'starter', context)
    if (!run || !interaction.isStringSelectMenu()) return
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    const { message, wasShown } = await openedRun(interaction, run, context)
    await interaction.editReply(sendable(message))
    await wasShown()
  },
}
