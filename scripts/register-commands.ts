import '../src/app/environment.ts'
import { ApplicationCommandType } from 'discord.js'
import { commands } from '../commands/index.ts'
import { readConfig } from '../src/app/config.ts'
import { exitCodes } from '../src/app/exit-codes.ts'
import { processOutput } from '../src/app/output.ts'
import { reportError } from '../src/app/report-error.ts'
import { systemTimers } from '../src/app/timers.ts'
import { errorWords } from '../src/locales/error-words.ts'
import { fetchApplication } from '../src/surfaces/discord/application-owners.ts'
import { commandBodies } from '../src/surfaces/discord/command-bodies.ts'
import { clearOtherCommands, registerCommands } from '../src/surfaces/discord/register-commands.ts'
import { BotRest } from '../src/surfaces/discord/rest.ts'

// Registers the slash commands, everywhere or in the server of DISCORD_GUILD_ID. The bot does the same when it starts.
const output = processOutput()
try {
  const { discord, depthTiers } = readConfig()
  if (discord.token) {
    const rest = new BotRest({ settings: discord, token: discord.token, timers: systemTimers })
    const { id: applicationId } = await fetchApplication(rest)
    const bodies = commandBodies(commands, depthTiers)
    const set = { applicationId, guildId: discord.guildId, commands: bodies }
    const { outcome } = await registerCommands(rest, set)
    const cleared = await clearOtherCommands(rest, set)
    const where = discord.guildId ? `the server ${discord.guildId}` : 'all servers'
    const names = bodies
      .map(({ name, type }) => (type === ApplicationCommandType.Message ? `“${name}”` : `/${name}`))
      .join(', ')
    output.info(
      outcome === 'registered'
        ? `Registered for ${where}: ${names}.`
        : `Nothing to do for ${where}: ${names}.`,
    )
    if (cleared.length > 0) output.info(`Taken away, so that nothing shows twice: ${cleared.join(', ')}.`)
  } else {
    output.info('DISCORD_TOKEN is not set: put the bot’s token into .env.')
    process.exitCode = exitCodes.wrongUsage
  }
} catch (error) {
  process.exitCode = reportError(error, output, errorWords)
}
