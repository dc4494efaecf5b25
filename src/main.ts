import './app/environment.ts'
import { type Config, readConfig } from './app/config.ts'
import { exitCodes } from './app/exit-codes.ts'
import { processOutput } from './app/output.ts'
import { reportError } from './app/report-error.ts'
import { errorWords } from './locales/error-words.ts'

const output = processOutput()

/** The settings; undefined, and said so, when they cannot be used. */
function settings(): Config | undefined {
  try {
    return readConfig()
  } catch (error) {
    process.exitCode = reportError(error, output, errorWords)
    return undefined
  }
}

async function runBot(config: Config): Promise<void> {
  const [bot, { commands }, { besideBot }] = await Promise.all([
    import('./surfaces/discord/run-bot.ts'),
    import('../commands/index.ts'),
    import('./surfaces/http/beside-bot.ts'),
  ])
  const companion = config.http.port === undefined ? undefined : besideBot
  await bot.runBot(config, { commands, output, companion })
}

async function runHttp(config: Config): Promise<void> {
  output.info(
    'DISCORD_TOKEN is not set: the page, the API and the gateway run without a bot. (docs/deploy.md says where to get a token.)',
  )
  const http = await import('./surfaces/http/run-http.ts')
  await http.runHttp(config, output)
}

const config = settings()
if (config?.discord.token) await runBot(config)
else if (config?.http.port !== undefined) await runHttp(config)
else if (config) {
  output.info(
    'DISCORD_TOKEN is not set, and HTTP_PORT is 0: there is nothing to run. Put the bot’s token into .env (docs/deploy.md says where to get one).',
  )
  process.exitCode = exitCodes.wrongUsage
}
