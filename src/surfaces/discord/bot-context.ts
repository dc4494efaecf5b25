import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
  StringSelectMenuInteraction,
} from 'discord.js'
import type { Logger } from 'pino'
import type { Owners } from '../../access/owners.ts'
import type { RunRequirement } from '../../access/runs.ts'
import type { SubjectRequirement } from '../../access/subjects.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { DepthTiers } from '../../budget/depth-tiers.ts'
import type { Subject } from '../../ledger/subject.ts'
import type { Workflow } from '../../orchestrator/workflow.ts'
import type { ChosenSubject, SubjectOptions } from './chosen-subject.ts'
import type { FirstAnswers } from './first-answers.ts'
import type { OwnerLocales } from './owner-locales.ts'
import type { RunInteraction } from './run-interaction.ts'
import type { TextsFor } from './texts-for.ts'
import type { WorkflowMessages } from './workflows/workflow-messages.ts'

/** What commands and components are given to work with. */
export interface BotContext {
  readonly autointel: Autointel
  readonly owners: Owners
  /** Texts in the member's language; in what all of a server read, the server's where we do not speak the member's; else English. */
  readonly textsFor: TextsFor
  /** What owners speak, for what they are told unasked. */
  readonly ownerLocales: OwnerLocales
  /** Answers that are to reach Discord before work is begun. */
  readonly firstAnswers: FirstAnswers
  /** Messages that follow workflows. */
  readonly workflowMessages: WorkflowMessages
  readonly log: Logger
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** A command as Discord is told of it. */
export type CommandBody = SlashCommandBody | MessageCommandBody
export type SlashCommandBody = RESTPostAPIChatInputApplicationCommandsJSONBody
type MessageCommandBody = RESTPostAPIContextMenuApplicationCommandsJSONBody

/** A command: what Discord is told of it, what it requires, and what it does. */
export type Command = SlashCommand | MessageCommand
type SlashCommand = OpenCommand | MoneyCommand

interface CommandData {
  /** A function where it shows limits that the operator can set. */
  readonly data: SlashCommandBody | ((tiers: DepthTiers) => SlashCommandBody)
  /** Offers values while a member types into an option. */
  autocomplete?(interaction: AutocompleteInteraction, context: BotContext): Promise<void>
}

/** For everybody. `execute` must answer, or defer, within 3 seconds. */
export interface OpenCommand extends CommandData {
  readonly requires: 'everyone'
  /** Its answer tells of what has reached nobody, which others are told of behind it. */
  readonly showsKeptResults?: true
  execute(interaction: ChatInputCommandInteraction, context: BotContext): Promise<void>
}

/** About the money of a subject. It runs for those who are to the subject what is required; others are told why not. */
export interface MoneyCommand extends CommandData {
  readonly requires: SubjectRequirement | ((interaction: ChatInputCommandInteraction) => SubjectRequirement)
  /** Whom it is about. */
  optionsOf(interaction: ChatInputCommandInteraction): SubjectOptions
  execute(interaction: ChatInputCommandInteraction, chosen: ChosenSubject, context: BotContext): Promise<void>
}

/** In the menu of a message, for everybody. `execute` must answer, or defer, within 3 seconds. */
export interface MessageCommand {
  readonly data: MessageCommandBody
  readonly requires: 'everyone'
  execute(interaction: MessageContextMenuCommandInteraction, context: BotContext): Promise<void>
}

export type ComponentInteraction = ButtonInteraction | StringSelectMenuInteraction | ModalSubmitInteraction

/**
 * What the buttons, menus and forms whose custom id begins with `action` do. Whatever stands in an id, who presses is held against
 * the run or subject that it names, each time anew.
 */
export type ComponentHandler = RunComponent | MoneyComponent | OpenComponent

/** `action|workflow|parts…`: a button about a run, or a menu, whose chosen value is the last of the parts. */
export interface RunComponent {
  readonly action: string
  readonly requires: RunRequirement
  execute(
    interaction: RunInteraction,
    run: Workflow,
    parts: readonly string[],
    context: BotContext,
  ): Promise<void>
}

/** `action|parts…`: for whoever presses it, with no more rights than anybody has. */
export interface OpenComponent {
  readonly action: string
  readonly requires: 'everyone'
  execute(interaction: ComponentInteraction, parts: readonly string[], context: BotContext): Promise<void>
}

/** `action|subject|parts…`: about the money of a subject, or its words. */
export interface MoneyComponent {
  readonly action: string
  readonly requires: SubjectRequirement
  execute(
    interaction: ComponentInteraction,
    subject: Subject,
    parts: readonly string[],
    context: BotContext,
  ): Promise<void>
}
