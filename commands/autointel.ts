import { type APIApplicationCommandOptionChoice, ApplicationCommandOptionType } from 'discord.js'
import { type DepthTiers, depthOf } from '../src/budget/depth-tiers.ts'
import { depths } from '../src/ledger/attribution.ts'
import { failureText } from '../src/locales/failure-text.ts'
import { textsOf, translationsOf } from '../src/locales/i18n.ts'
import type { Texts } from '../src/locales/texts.ts'
import { parseLocation } from '../src/sources/location.ts'
import type { OpenCommand, SlashCommandBody } from '../src/surfaces/discord/bot-context.ts'
import { usedAnywhere } from '../src/surfaces/discord/option-texts.ts'
import { tellPrivately } from '../src/surfaces/discord/reply-error.ts'
import { startRun } from '../src/surfaces/discord/start-run.ts'

const linkMaxCharacters = 2_000
const english = textsOf('en')

/** Reads a link: a workflow whose quote, progress and brief its answer shows. */
export const autointel: OpenCommand = {
  data: (tiers): SlashCommandBody => ({
    name: 'autointel',
    description: english.t('command.autointel.description'),
    description_localizations: translationsOf('command.autointel.description'),
    ...usedAnywhere,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'url',
        description: english.t('command.autointel.url'),
        description_localizations: translationsOf('command.autointel.url'),
        required: true,
        max_length: linkMaxCharacters,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'depth',
        description: english.t('command.autointel.depth'),
        description_localizations: translationsOf('command.autointel.depth'),
        choices: depthChoices(tiers),
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'show_cost',
        description: english.t('command.autointel.show_cost'),
        description_localizations: translationsOf('command.autointel.show_cost'),
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'private',
        description: english.t('command.autointel.private'),
        description_localizations: translationsOf('command.autointel.private'),
      },
    ],
  }),

  requires: 'everyone',

  async execute(interaction, context) {
    const parsed = parseLocation(interaction.options.getString('url', true))
    if (parsed.kind === 'refused') {
      const { reason: code, values } = parsed.problem
      const { says, next } = failureText({ code, values }, context.textsFor(interaction))
      await tellPrivately(interaction, { content: `${says} ${next}` })
      return
    }
    await startRun(
      interaction,
      {
        location: parsed.location,
        depth: depthOf(interaction.options.getString('depth') ?? undefined),
        isPrivate: interaction.options.getBoolean('private') ?? false,
        showCost: interaction.options.getBoolean('show_cost') ?? false,
      },
      context,
    )
  },
}

/** "standard: up to $1.50", with the limits that hold here. */
function depthChoices(tiers: DepthTiers): APIApplicationCommandOptionChoice<string>[] {
  return depths.map((depth) => {
    const values = (texts: Texts) => ({
      depth: texts.t(`depth.${depth}`),
      ceiling: texts.money(tiers[depth].totalNanoUsd),
    })
    return {
      value: depth,
      name: english.t('command.autointel.depthChoice', values(english)),
      name_localizations: translationsOf('command.autointel.depthChoice', values),
    }
  })
}
