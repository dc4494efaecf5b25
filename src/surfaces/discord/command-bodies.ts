import { ApplicationCommandType } from 'discord.js'
import type { DepthTiers } from '../../budget/depth-tiers.ts'
import type { Command, CommandBody, MessageCommand } from './bot-context.ts'

/** What Discord is told of the commands. */
export function commandBodies(commands: readonly Command[], tiers: DepthTiers): readonly CommandBody[] {
  return commands.map((command) => bodyOf(command, tiers))
}

/** Of slash commands and those in the menu of a message, no two have one name. */
export function commandsByName(
  commands: readonly Command[],
  tiers: DepthTiers,
): ReadonlyMap<string, Command> {
  return new Map(commands.map((command) => [bodyOf(command, tiers).name, command]))
}

export function isMessageCommand(command: Command): command is MessageCommand {
  return typeof command.data !== 'function' && command.data.type === ApplicationCommandType.Message
}

function bodyOf({ data }: Command, tiers: DepthTiers): CommandBody {
  return typeof data === 'function' ? data(tiers) : data
}
