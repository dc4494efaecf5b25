import { deferAnswer } from '../src/surfaces/discord/acknowledge.ts'
import type { OpenCommand } from '../src/surfaces/discord/bot-context.ts'
import { sendable } from '../src/surfaces/discord/message.ts'
import { described, named, usedAnywhere } from '../src/surfaces/discord/option-texts.ts'
import { runsPage } from '../src/surfaces/discord/runs-view.ts'

/** A member's own runs of the last 30 days, wherever they were asked for: for that member alone. */
export const runs: OpenCommand = {
  data: { ...named('runs', 'commandName.runs'), ...described('command.runs.description'), ...usedAnywhere },

  requires: 'everyone',
  showsKeptResults: true,

  async execute(interaction, context) {
    await deferAnswer(interaction, { isPrivate: true })
    await interaction.editReply(sendable(await runsPage(interaction, 0, context)))
  },
}
