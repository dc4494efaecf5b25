import type { DepthTiers } from '../../budget/depth-tiers.ts'
import type { CommandBody, SlashCommand } from './bot-context.ts'

/** What Discord is told of the commands. */
export function commandBodies(commands: readonly SlashCommand[], tiers: DepthTiers): readonly CommandBody[] {
  return commands.map((command) => bodyOf(command, tiers))
}

export function commandsByName(
  commands: readonly SlashCommand[],
  tiers: DepthTiers,
): ReadonlyMap<string, SlashCommand> {
  return new Map(commands.map((command) => [bodyOf(command, tiers).name, command]))
}

function bodyOf({ data }: SlashCommand, tiers: DepthTiers): CommandBody {
  return typeof data === 'function' ? data(tiers) : data
}
