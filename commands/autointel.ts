import { type APIApplicationCommandOptionChoice, ApplicationCommandOptionType } from 'discord.js'
import type { DepthTiers } from '../src/budget/depth-tiers.ts'
import { depths } from '../src/ledger/attribution.ts'
import { languageNames, textsOf, translationsOf } from '../src/locales/i18n.ts'
import { briefLanguages, languageName } from '../src/locales/language-name.ts'
import type { Texts } from '../src/locales/texts.ts'
import type { OpenCommand, SlashCommandBody } from '../src/surfaces/discord/bot-context.ts'
import { attachedFileOf, givenSource } from '../src/surfaces/discord/given-source.ts'
import { described, named, usedAnywhere } from '../src/surfaces/discord/option-texts.ts'
import { tellPrivately } from '../src/surfaces/discord/reply-error.ts'
import { startRun } from '../src/surfaces/discord/start-run.ts'

const linkMaxCharacters = 2_000
/** Beside the first: so many are compared as there are places for. */
const furtherFiles = ['file2', 'file3', 'file4', 'file5'] as const
const english = textsOf('en')
const otherLocales = languageNames.filter((name) => name !== 'en')

/** Reads a link or a file, or compares several: a workflow whose quote, progress and brief its answer shows. */
export const autointel: OpenCommand = {
  data: (tiers): SlashCommandBody => ({
    name: 'autointel',
    ...described('command.autointel.description'),
    ...usedAnywhere,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        ...named('url', 'option.url'),
        ...described('command.autointel.url'),
        max_length: linkMaxCharacters,
      },
      {
        type: ApplicationCommandOptionType.Attachment,
        ...named('file', 'option.file'),
        ...described('command.autointel.file'),
      },
      ...furtherFiles.map(
        (name) =>
          ({
            type: ApplicationCommandOptionType.Attachment,
            ...named(name, `option.${name}`),
            ...described('command.autointel.furtherFile'),
          }) as const,
      ),
      {
        type: ApplicationCommandOptionType.String,
        ...named('depth', 'option.depth'),
        ...described('command.autointel.depth'),
        choices: depthChoices(tiers),
      },
      {
        type: ApplicationCommandOptionType.String,
        ...named('language', 'option.language'),
        ...described('command.autointel.language'),
        choices: briefLanguages.map(languageChoice),
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        ...named('show_cost', 'option.show_cost'),
        ...described('command.autointel.show_cost'),
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        ...named('private', 'option.private'),
        ...described('command.autointel.private'),
      },
    ],
  }),

  requires: 'everyone',

  async execute(interaction, context) {
    const { options } = interaction
    const given = givenSource(
      {
        links: [options.getString('url')].filter((link) => link !== null),
        files: ['file', ...furtherFiles].flatMap((name) => {
          const file = options.getAttachment(name)
          return file === null ? [] : [attachedFileOf(file)]
        }),
      },
      { config: context.autointel.config, texts: context.textsFor(interaction) },
    )
    if (given.kind === 'refused') {
      await tellPrivately(interaction, { content: given.says })
      return
    }
    await startRun(
      interaction,
      {
        location: given.location,
        depth: depths.find((known) => known === options.getString('depth')),
        language: briefLanguages.find((known) => known === options.getString('language')),
        isPrivate: options.getBoolean('private') ?? undefined,
        showCost: options.getBoolean('show_cost') ?? false,
      },
      context,
    )
  },
}

function languageChoice(tag: string): APIApplicationCommandOptionChoice<string> {
  const nameIn = (locale: string) => languageName(tag, locale) ?? tag
  return {
    value: tag,
    name: nameIn('en'),
    name_localizations: Object.fromEntries(otherLocales.map((locale) => [locale, nameIn(locale)])),
  }
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
