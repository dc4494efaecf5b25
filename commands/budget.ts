import {
  type APIApplicationCommandStringOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
} from 'discord.js'
import type { Requester } from '../src/access/requester.ts'
import { type SubjectRequirement, setterRoleFor } from '../src/access/subjects.ts'
import { spokenTimeZone } from '../src/budget/time-zone-names.ts'
import { budgetModes } from '../src/ledger/budget-limit.ts'
import { type Period, periods } from '../src/ledger/period.ts'
import { userSubject } from '../src/ledger/subject.ts'
import { amountProblemText } from '../src/locales/amount-problem-text.ts'
import type { Texts } from '../src/locales/texts.ts'
import type { TextKey } from '../src/locales/translation.ts'
import { readAmount } from '../src/money/read-amount.ts'
import { deferAnswer } from '../src/surfaces/discord/acknowledge.ts'
import type { BotContext, MoneyCommand } from '../src/surfaces/discord/bot-context.ts'
import type { ChosenSubject } from '../src/surfaces/discord/chosen-subject.ts'
import { budgetHistoryPage } from '../src/surfaces/discord/components/history.ts'
import { type OutgoingMessage, sendable } from '../src/surfaces/discord/message.ts'
import {
  choicesOf,
  described,
  memberOption,
  named,
  serverOption,
  usedByManagers,
} from '../src/surfaces/discord/option-texts.ts'
import { budgetViewMessage } from '../src/surfaces/discord/render/budget-message.ts'
import { noticeMessage } from '../src/surfaces/discord/render/error-message.ts'
import { subjectLabel } from '../src/surfaces/discord/render/labels.ts'
import { safeCode, safeLine } from '../src/surfaces/discord/render/safe-text.ts'
import { requesterOf } from '../src/surfaces/discord/requester.ts'
import { offerServers } from '../src/surfaces/discord/server-choices.ts'
import { setBudget } from '../src/surfaces/discord/set-budget.ts'
import { offerTimeZones } from '../src/surfaces/discord/time-zone-choices.ts'

/** What one subcommand is given: who asks, about whom, and in which language. */
interface Asked {
  readonly interaction: ChatInputCommandInteraction
  readonly chosen: ChosenSubject
  readonly requester: Requester
  readonly context: BotContext
  readonly texts: Texts
}

const subcommands: Readonly<Record<string, (asked: Asked) => Promise<OutgoingMessage>>> = {
  view,
  set,
  unset,
  timezone,
  history,
}

const requirements: Readonly<Record<string, SubjectRequirement>> = {
  view: 'manager',
  set: 'setter',
  unset: 'setter',
  timezone: 'manager',
  history: 'manager',
}

/** Limits: to be seen by those who may see reports, to be set by owners and, below the owners' limits, by a server's managers. */
export const budget: MoneyCommand = {
  data: {
    ...named('budget', 'commandName.budget'),
    ...described('command.budget.description'),
    ...usedByManagers,
    options: [
      subcommand('view', 'command.budget.view.description', [
        memberOption('command.budget.view.who'),
        serverOption('command.budget.view.server'),
      ]),
      subcommand('set', 'command.budget.set.description', [
        periodOption('command.budget.set.period'),
        {
          type: ApplicationCommandOptionType.String,
          ...named('amount', 'option.amount'),
          ...described('command.budget.set.amount'),
          required: true,
        },
        memberOption('command.budget.set.who'),
        {
          type: ApplicationCommandOptionType.String,
          ...named('mode', 'option.mode'),
          ...described('command.budget.set.mode'),
          choices: choicesOf(budgetModes, (mode) => `command.choice.mode.${mode}`),
        },
        serverOption('command.budget.set.server'),
      ]),
      subcommand('unset', 'command.budget.unset.description', [
        periodOption('command.budget.unset.period'),
        memberOption('command.budget.unset.who'),
        serverOption('command.budget.unset.server'),
      ]),
      subcommand('timezone', 'command.budget.timezone.description', [
        {
          type: ApplicationCommandOptionType.String,
          ...named('zone', 'option.zone'),
          ...described('command.budget.timezone.zone'),
          autocomplete: true,
        },
      ]),
      subcommand('history', 'command.budget.history.description', [
        memberOption('command.budget.view.who'),
        serverOption('command.budget.view.server'),
      ]),
    ],
  },

  requires: ({ options }) =>
    options.getString('zone') === null ? (requirements[options.getSubcommand()] ?? 'owner') : 'setter',
  optionsOf: ({ options }) =>
    options.getSubcommand() === 'timezone'
      ? {}
      : { server: options.getString('server'), who: options.getUser('who') },

  async execute(interaction, chosen, context) {
    await deferAnswer(interaction, { isPrivate: interaction.guildId !== null })
    const texts = context.textsFor(interaction)
    const requester = requesterOf(interaction, context.owners)
    const answer = await subcommands[interaction.options.getSubcommand()]?.({
      interaction,
      chosen,
      requester,
      context,
      texts,
    })
    await interaction.editReply(sendable(answer ?? { content: texts.t('error.stale') }))
  },

  autocomplete: (interaction, { owners }) =>
    interaction.options.getFocused(true).name === 'zone'
      ? offerTimeZones(interaction)
      : offerServers(interaction, owners),
}

async function view({ chosen, requester, context, texts }: Asked): Promise<OutgoingMessage> {
  const statuses = await context.autointel.ledger.budgetStatus(chosen.subject, context.now())
  return budgetViewMessage({ ...chosen, statuses, canRaise: requester.role === 'owner' }, texts)
}

async function set({ interaction, chosen, requester, context, texts }: Asked): Promise<OutgoingMessage> {
  const text = interaction.options.getString('amount', true)
  const read = readAmount(text)
  if (read.kind !== 'amount')
    return noticeMessage(amountProblemText(read.problem, safeLine(text, 100), texts), texts)
  const mode = budgetModes.find((known) => known === interaction.options.getString('mode'))
  const request = {
    period: periodOf(interaction),
    limitNanoUsd: read.amountNanoUsd,
    mode,
    atMs: context.now(),
  }
  return setBudget(request, chosen, requester, { ledger: context.autointel.ledger, texts })
}

function unset({ interaction, chosen, requester, context, texts }: Asked): Promise<OutgoingMessage> {
  const request = { period: periodOf(interaction), limitNanoUsd: undefined, atMs: context.now() }
  return setBudget(request, chosen, requester, { ledger: context.autointel.ledger, texts })
}

async function timezone({ interaction, chosen, requester, context, texts }: Asked): Promise<OutgoingMessage> {
  const { ledger } = context.autointel
  const { subject, displayName } = chosen
  const previous = await ledger.timeZone(subject)
  const name = subjectLabel(subject, texts, displayName)
  const typed = interaction.options.getString('zone')
  if (!typed) {
    const values = { subject: name, timeZone: safeCode(previous, 60) }
    return noticeMessage(texts.t('budget.timeZoneIs', values), texts)
  }
  const timeZone = spokenTimeZone(typed)
  if (!timeZone)
    return noticeMessage(texts.t('error.invalidTimeZone', { input: safeLine(typed, 100) }), texts)
  const result = await ledger.setTimeZone({
    subject,
    timeZone,
    by: userSubject(interaction.user.id).name,
    role: setterRoleFor(requester, subject) ?? 'manager',
    atMs: context.now(),
  })
  if (result.kind === 'owners_only') return noticeMessage(texts.t('error.ownersTimeZone'), texts)
  const values = { subject: name, timeZone: safeCode(timeZone, 60), previous: safeCode(previous, 60) }
  return noticeMessage(`${texts.t('budget.timeZoneSet', values)} ${texts.t('budget.timeZoneCounts')}`, texts)
}

function history({ chosen, context, texts }: Asked): Promise<OutgoingMessage> {
  return budgetHistoryPage(context.autointel.ledger, { ...chosen, page: 0 }, texts)
}

function periodOf(interaction: ChatInputCommandInteraction): Period {
  const name = interaction.options.getString('period', true)
  const period = periods.find((known) => known === name)
  if (!period) throw new TypeError(`Discord offered no period ${name}.`)
  return period
}

function subcommand(
  name: 'view' | 'set' | 'unset' | 'timezone' | 'history',
  key: TextKey,
  options: NonNullable<APIApplicationCommandSubcommandOption['options']>,
): APIApplicationCommandSubcommandOption {
  return {
    type: ApplicationCommandOptionType.Subcommand,
    ...named(name, `subcommand.${name}`),
    ...described(key),
    options,
  }
}

function periodOption(key: TextKey): APIApplicationCommandStringOption {
  return {
    type: ApplicationCommandOptionType.String,
    ...named('period', 'option.period'),
    ...described(key),
    required: true,
    choices: choicesOf(periods, (period) => `command.choice.budgetPeriod.${period}`),
  }
}
