import './app/environment.ts'
import { type Config, readConfig } from './app/config.ts'
import { exitCodes } from './app/exit-codes.ts'
import { processOutput } from './app/output.ts'
import { reportError } from './app/report-error.ts'
import { errorWords } from './locales/error-words.ts'

const output = processOutput()

/** The settings; undefined, and said so, when they cannot be used or name no bot. */
function settings(): Config | undefined {
  try {
    const config = readConfig()
    if (config.discord.token) return config
    output.info(
      'DISCORD_TOKEN is not set: put the bot’s token into .env (docs/deploy.md says where to get one).',
    )
    process.exitCode = exitCodes.wrongUsage
  } catch (error) {
    process.exitCode = reportError(error, output, errorWords)
  }
  return undefined
}

const config = settings()
if (config) {
  const [{ runBot }, { commands }] = await Promise.all([
    import('./surfaces/discord/run-bot.ts'),
    import('../commands/index.ts'),
  ])
  await runBot(config, { commands, output })
}
