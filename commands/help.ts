import { depths } from '../src/ledger/attribution.ts'
import type { OpenCommand } from '../src/surfaces/discord/bot-context.ts'
import { described, named, usedAnywhere } from '../src/surfaces/discord/option-texts.ts'
import { helpMessage } from '../src/surfaces/discord/render/help-message.ts'
import { tellPrivately } from '../src/surfaces/discord/reply-error.ts'
import { requesterOf } from '../src/surfaces/discord/requester.ts'

/** What the bot does, what it costs here, and what is left: for the one who asks. */
export const help: OpenCommand = {
  data: {
    ...named('help', 'commandName.help'),
    ...described('command.help.description'),
    ...usedAnywhere,
  },

  requires: 'everyone',

  async execute(interaction, { autointel, owners, textsFor }) {
    const { orchestrator, config } = autointel
    const { tenant, user, role } = requesterOf(interaction, owners)
    const quotes = await Promise.all(
      depths.map((depth) => orchestrator.quote({ depth, tenant: tenant.name, user })),
    )
    const hearsSpeech = config.transcriptionModel !== undefined
    const view = { quotes, isManager: role !== 'member', hearsSpeech }
    await tellPrivately(interaction, helpMessage(view, textsFor(interaction)))
  },
}
