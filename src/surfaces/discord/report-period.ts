import {
  type APIApplicationCommandStringOption,
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
} from 'discord.js'
import type { TextKey } from '../../locales/translation.ts'
import { namedPeriods, periodNames, type ReportPeriod } from '../../report/period-range.ts'
import { choicesOf, described, named } from './option-texts.ts'

const periodChoices = [...periodNames, 'custom'] as const

/** The days that a report is about, by name. */
export function reportPeriodOption(key: TextKey): APIApplicationCommandStringOption {
  return {
    type: ApplicationCommandOptionType.String,
    ...named('period', 'option.period'),
    ...described(key),
    choices: choicesOf(periodChoices, (name) => `command.choice.period.${name}`),
  }
}

/** What the options `period` and `days` say, at first the last seven days; undefined for a custom period without a number of days. */
export function reportPeriodOf({
  options,
}: Pick<ChatInputCommandInteraction, 'options'>): ReportPeriod | undefined {
  const name = options.getString('period')
  const days = options.getInteger('days')
  const known = periodNames.find((one) => one === name)
  if (known) return namedPeriods[known]
  if (days !== null) return { kind: 'days', days }
  return name === 'custom' ? undefined : namedPeriods['7-days']
}
