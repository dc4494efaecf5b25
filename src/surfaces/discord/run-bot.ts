import { DiscordAPIError } from '@discordjs/rest'
import { DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes } from 'discord.js'
import type { Config } from '../../app/config.ts'
import { exitCodes } from '../../app/exit-codes.ts'
import { createLog, secretsOf } from '../../app/log.ts'
import type { Output } from '../../app/output.ts'
import { reportError } from '../../app/report-error.ts'
import { ConfigError } from '../../app/settings/config-error.ts'
import { systemTimers } from '../../app/timers.ts'
import { whenToldToStop } from '../../app/told-to-stop.ts'
import { errorWords } from '../../locales/error-words.ts'
import { textsOf } from '../../locales/i18n.ts'
import { type Companion, startBot } from './bot.ts'
import type { Command } from './bot-context.ts'
import { newErrorId } from './create-bot-context.ts'
import { discordFailure } from './discord-failure.ts'
import { isOddPacket } from './odd-packet.ts'

/** Runs the bot as this process: until it is told to stop, or cannot go on. */
export async function runBot(
  config: Config,
  {
    commands,
    output,
    companion,
  }: {
    readonly commands: readonly Command[]
    readonly output: Output
    readonly companion?: Companion | undefined
  },
): Promise<void> {
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config) })
  if (!config.tracksCosts) log.warn(textsOf('en').t('costSettings.untracked'))
  const bot = startBot(config, {
    commands,
    log,
    ...(companion && { companion }),
    onDisconnected: (code) => leave(reportDisconnect(code, output)),
    // To start again with the same token would not help.
    onTokenRefused: () => leave(exitCodes.wrongUsage),
  })
  let isLeaving = false
  const leave = async (exitCode: number) => {
    // Told twice to stop, it stops at once: the books take that, and runs go on after the next start.
    if (isLeaving) process.exit(exitCodes.cancelled)
    isLeaving = true
    await bot.stop()
    process.exit(exitCode)
  }
  whenToldToStop(() => leave(exitCodes.done), systemTimers)
  process.on('unhandledRejection', (error) => {
    log.error({ err: error, errorId: newErrorId() }, 'nobody handled an error')
    // A request to Discord that failed, or something odd that it sent, concerns one message; anything else may have left things half done.
    if (discordFailure(error) === undefined && !isOddPacket(error)) leave(exitCodes.failed)
  })
  try {
    await bot.ready
  } catch (error) {
    // It was told to stop while it came up.
    if (isLeaving) return
    await leave(reportStart(error, output))
  }
}

/** The gateway has shut the bot out; the exit code. The log has its own line. */
function reportDisconnect(code: number, output: Output): number {
  if (code !== GatewayCloseCodes.DisallowedIntents) return exitCodes.failed
  const problem =
    'WATCH_CHANNELS=on: Discord does not let this bot read messages. Switch on Message Content Intent in the Developer Portal (Bot), or set WATCH_CHANNELS=off.'
  return reportError(new ConfigError([problem]), output, errorWords)
}

/** Says why the bot cannot come up; the exit code. */
function reportStart(error: unknown, output: Output): number {
  if (!isRefusedToken(error)) return reportError(error, output, errorWords)
  output.info('Discord does not take DISCORD_TOKEN: copy the bot’s token anew.')
  return exitCodes.wrongUsage
}

function isRefusedToken(error: unknown): boolean {
  if (error instanceof DiscordjsError) return error.code === DiscordjsErrorCodes.TokenInvalid
  return error instanceof DiscordAPIError && error.status === 401
}
