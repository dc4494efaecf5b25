import { ApplicationCommandOptionType } from 'discord.js'
import { userSubject } from '../src/ledger/subject.ts'
import { deferAnswer } from '../src/surfaces/discord/acknowledge.ts'
import type { OpenCommand } from '../src/surfaces/discord/bot-context.ts'
import { confirmForgetting } from '../src/surfaces/discord/forgetting-view.ts'
import { described, named, usedAnywhere } from '../src/surfaces/discord/option-texts.ts'
import { tenantOf } from '../src/surfaces/discord/requester.ts'
import { requiredRun, requiredSubject } from '../src/surfaces/discord/required-access.ts'
import { offerRuns } from '../src/surfaces/discord/run-choices.ts'

/** Has words forgotten: one brief, everything of a member, or, for those who manage it, everything of a server. Asks first. */
export const forget: OpenCommand = {
  data: {
    ...named('forget', 'commandName.forget'),
    ...described('command.forget.description'),
    ...usedAnywhere,
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named('brief', 'subcommand.brief'),
        ...described('command.forget.brief.description'),
        options: [
          {
            type: ApplicationCommandOptionType.String,
            ...named('brief', 'option.brief'),
            ...described('command.forget.brief.brief'),
            required: true,
            autocomplete: true,
          },
        ],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named('mine', 'subcommand.mine'),
        ...described('command.forget.mine.description'),
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named('server', 'subcommand.server'),
        ...described('command.forget.server.description'),
      },
    ],
  },

  requires: 'everyone',

  async execute(interaction, context) {
    await deferAnswer(interaction, { isPrivate: true })
    const { options } = interaction
    if (options.getSubcommand() === 'brief') {
      const run = await requiredRun(interaction, options.getString('brief', true), 'forgetter', context)
      if (run) await confirmForgetting(interaction, { kind: 'run', run }, context)
      return
    }
    const isServers = options.getSubcommand() === 'server'
    const subject = isServers ? tenantOf(interaction) : userSubject(interaction.user.id)
    if (await requiredSubject(interaction, subject, 'holder', context))
      await confirmForgetting(interaction, { kind: 'subject', subject }, context)
  },

  autocomplete: (interaction, context) => offerRuns(interaction, context),
}
