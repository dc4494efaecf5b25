import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  StringSelectMenuInteraction,
} from 'discord.js'
import type { Logger } from 'pino'
import type { Autointel } from '../../app/open-autointel.ts'
import type { DepthTiers } from '../../budget/depth-tiers.ts'
import type { Texts } from '../../locales/texts.ts'
import type { FirstAnswers } from './first-answers.ts'
import type { Owners } from './owners.ts'
import type { WorkflowMessages } from './workflow-messages.ts'

/** What commands and components are given to work with. */
export interface BotContext {
  readonly autointel: Autointel
  readonly owners: Owners
  /** Texts in the member's language, else the server's, else English. */
  readonly textsFor: (interaction: { readonly locale: string; readonly guildLocale: string | null }) => Texts
  /** Answers that are to reach Discord before work is begun. */
  readonly firstAnswers: FirstAnswers
  /** Messages that follow workflows. */
  readonly workflowMessages: WorkflowMessages
  readonly log: Logger
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Shown to the member when a run cost at least this much. */
  readonly costNoticeThresholdNanoUsd: bigint
}

/** A slash command as Discord is told of it. */
export type CommandBody = RESTPostAPIChatInputApplicationCommandsJSONBody

/** A slash command: what Discord is told of it, and what it does. `execute` must answer, or defer, within 3 seconds. */
export interface SlashCommand {
  /** A function where it shows limits that the operator can set. */
  readonly data: CommandBody | ((tiers: DepthTiers) => CommandBody)
  execute(interaction: ChatInputCommandInteraction, context: BotContext): Promise<void>
  /** Offers values while a member types into an option. */
  autocomplete?(interaction: AutocompleteInteraction, context: BotContext): Promise<void>
}

export type ComponentInteraction = ButtonInteraction | StringSelectMenuInteraction | ModalSubmitInteraction

/** What the buttons, menus and forms whose custom id begins with `action` do. */
export interface ComponentHandler {
  readonly action: string
  execute(interaction: ComponentInteraction, parts: readonly string[], context: BotContext): Promise<void>
}
