import type { AutocompleteInteraction, Interaction } from 'discord.js'
import type { BotContext, Command, ComponentHandler, ComponentInteraction } from './bot-context.ts'
import { isMessageCommand } from './command-bodies.ts'
import { decodeCustomId } from './custom-id.ts'
import { tellOfKeptResults } from './delivery/kept-results.ts'
import { replyError, tellPrivately } from './reply-error.ts'
import { runCommand, runComponent } from './required-access.ts'

export interface InteractionRouterOptions {
  /** By name. */
  readonly commands: ReadonlyMap<string, Command>
  readonly components: readonly ComponentHandler[]
  /** Settles once everything that handlers need is open. */
  readonly context: Promise<BotContext>
  readonly textsFor: BotContext['textsFor']
  /** From then on no new work is taken. */
  readonly isStopping: () => boolean
  readonly log: BotContext['log']
  readonly newErrorId: () => string
}

/** After a reconnect the gateway may repeat what it sent just before; ids are remembered for far more than that. */
const rememberedInteractions = 5_000

/** Brings every interaction to its command or component, each once, and every error to its one end. The returned function never rejects. */
export function createInteractionRouter(
  options: InteractionRouterOptions,
): (interaction: Interaction) => Promise<void> {
  const { textsFor, log, newErrorId } = options
  const seen = new Set<string>()
  return async (interaction) => {
    if (interaction.isAutocomplete()) return suggest(interaction, options)
    if (seen.has(interaction.id)) return
    seen.add(interaction.id)
    const [oldest] = seen
    if (oldest !== undefined && seen.size > rememberedInteractions) seen.delete(oldest)
    const texts = textsFor(interaction)
    try {
      if (options.isStopping()) await tellPrivately(interaction, { content: texts.t('error.stopping') })
      else {
        await dispatch(interaction, options)
        const { ownerLocales } = await options.context
        await ownerLocales.learnFrom(interaction)
      }
    } catch (error) {
      await replyError(error, interaction, { texts, log, newErrorId })
    }
  }
}

/** Without suggestions a member types the whole value: nobody is told of a failure but the log. */
async function suggest(
  interaction: AutocompleteInteraction,
  { commands, context, log }: InteractionRouterOptions,
): Promise<void> {
  try {
    const command = commands.get(interaction.commandName)
    if (command && !isMessageCommand(command)) await command.autocomplete?.(interaction, await context)
  } catch (error) {
    log.warn({ err: error, interaction: interaction.id }, 'no values could be suggested')
  }
}

async function dispatch(
  interaction: Exclude<Interaction, { isAutocomplete(): true }>,
  { commands, components, context, textsFor }: InteractionRouterOptions,
): Promise<void> {
  if (interaction.isCommand()) {
    const command = commands.get(interaction.commandName)
    if (!command) await tellPrivately(interaction, { content: textsFor(interaction).t('error.stale') })
    else {
      await runCommand(interaction, command, await context)
      if (!showsKeptResults(command)) await tellOfKeptResults(interaction, await context)
    }
  } else if (isComponent(interaction)) {
    const { action, arguments: parts } = decodeCustomId(interaction.customId)
    const component = components.find((handler) => handler.action === action)
    if (component) await runComponent(interaction, component, parts, await context)
    else await tellPrivately(interaction, { content: textsFor(interaction).t('error.unknownButton') })
  }
}

function showsKeptResults(command: Command): boolean {
  return 'showsKeptResults' in command && command.showsKeptResults === true
}

function isComponent(interaction: Interaction): interaction is ComponentInteraction {
  return interaction.isButton() || interaction.isStringSelectMenu() || interaction.isModalSubmit()
}
