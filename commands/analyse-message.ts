import { ApplicationCommandType } from 'discord.js'
import { textsOf, translationsOf } from '../src/locales/i18n.ts'
import type { MessageCommand } from '../src/surfaces/discord/bot-context.ts'
import { givenSource } from '../src/surfaces/discord/given-source.ts'
import { placesIn } from '../src/surfaces/discord/message-places.ts'
import { usedAnywhere } from '../src/surfaces/discord/option-texts.ts'
import { choiceMessage } from '../src/surfaces/discord/render/choice-message.ts'
import { tellPrivately } from '../src/surfaces/discord/reply-error.ts'
import { startRun } from '../src/surfaces/discord/start-run.ts'

/** Reads what somebody has posted: the link or file of a message, or what the member chooses of several: one, or all to be compared. */
export const analyseMessage: MessageCommand = {
  data: {
    type: ApplicationCommandType.Message,
    name: textsOf('en').t('command.analyse.name'),
    name_localizations: translationsOf('command.analyse.name'),
    ...usedAnywhere,
  },

  requires: 'everyone',

  async execute(interaction, context) {
    const texts = context.textsFor(interaction)
    const [first, ...others] = placesIn(interaction.targetMessage)
    if (!first) {
      await tellPrivately(interaction, { content: texts.t('choice.nothing') })
      return
    }
    if (others.length > 0) {
      await tellPrivately(interaction, choiceMessage([first, ...others], texts))
      return
    }
    const given =
      first.kind === 'link'
        ? { kind: 'source' as const, location: first.location }
        : givenSource({ links: [], files: [first.file] }, { config: context.autointel.config, texts })
    if (given.kind === 'refused') await tellPrivately(interaction, { content: given.says })
    else await startRun(interaction, { location: given.location }, context)
  },
}
