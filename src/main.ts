import { type Config, loadDotEnv, readConfig } from './app/config.ts'
import { exitCodes } from './surfaces/cli/exit-codes.ts'
import { processOutput } from './surfaces/cli/output.ts'
import { reportError } from './surfaces/cli/report-error.ts'

const output = processOutput()

/** The settings; undefined, and said so, when they cannot be used or name no bot. */
function settings(): Config | undefined {
  try {
    loadDotEnv()
    const config = readConfig()
    if (config.discord.token) return config
    output.info(
      'DISCORD_TOKEN is not set: put the bot’s token into .env (docs/deploy.md says where to get one).',
    )
    process.exitCode = exitCodes.wrongUsage
  } catch (error) {
    process.exitCode = reportError(error, output)
  }
  return undefined
}

const config = settings()
if (config) {
  const { runBot } = await import('./surfaces/discord/run-bot.ts')
  await runBot(config, output)
}
