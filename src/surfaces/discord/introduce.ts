import type { REST } from '@discordjs/rest'
import type { Logger } from 'pino'
import type { Config } from '../../app/config.ts'
import { type ApplicationOwners, createApplicationOwners, fetchApplication } from './application-owners.ts'
import type { Command } from './bot-context.ts'
import { commandBodies } from './command-bodies.ts'
import type { CommandMentions } from './command-mentions.ts'
import { reachOf } from './reach.ts'
import { clearOtherCommands, registerCommands, registeredCommands } from './register-commands.ts'

export interface Introduction {
  readonly rest: REST
  readonly config: Config
  readonly commands: readonly Command[]
  readonly mentions: CommandMentions
  readonly log: Logger
}

/** Asks who the application is and who owns it, and brings Discord's set of commands up to date, where that is this process's to do. */
export async function introduce({
  rest,
  config,
  commands,
  mentions,
  log,
}: Introduction): Promise<ApplicationOwners> {
  const { guildId, ownerIds } = config.discord
  const application = await fetchApplication(rest)
  const owners = createApplicationOwners(application, { rest, ownerIds, log })
  const set = { applicationId: application.id, guildId, commands: commandBodies(commands, config.depthTiers) }
  if (!reachOf(config.discord).isFirst) {
    mentions.learn(await registeredCommands(rest, set))
    return owners
  }
  const { outcome, commands: registered } = await registerCommands(rest, set)
  mentions.learn(registered)
  if (outcome === 'registered') log.info({ commands: set.commands.length }, 'commands registered')
  // Nobody waits for it: until then a command is only offered twice.
  clearOtherCommands(rest, set).then(
    (cleared) => cleared.length > 0 && log.info({ cleared }, 'commands of an earlier start taken away'),
    (error: unknown) => log.warn({ err: error }, 'commands of an earlier start could not be looked for'),
  )
  return owners
}
