import { EventEmitter, once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { readConfig } from '../../../src/app/config.ts'
import { createLog } from '../../../src/app/log.ts'
import { type Bot, type BotOptions, startBot } from '../../../src/surfaces/discord/bot.ts'
import type { BotContext } from '../../../src/surfaces/discord/bot-context.ts'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { startLocalDiscord } from '../../support/discord/local-discord.ts'
import type { LocalDiscordOptions } from '../../support/discord/options.ts'
import { sharedWorkers } from '../../support/workers/shared-workers.ts'

export const owner = { id: '110000000000000001', username: 'owner' }
export const member = { id: '110000000000000002', username: 'member' }
export const other = { id: '110000000000000003', username: 'other' }
export const manager = { id: '110000000000000004', username: 'manager' }
const manageGuild = 1n << 5n
export const guild = {
  id: '120000000000000001',
  name: 'Readers',
  owner: owner.id,
  members: [
    { user: owner.id },
    { user: member.id },
    { user: other.id },
    { user: manager.id, permissions: manageGuild },
  ],
  channels: [{ id: '130000000000000001', name: 'general' }],
}
export const channel = '130000000000000001'

export interface RunningBot {
  readonly bot: Bot
  readonly context: BotContext
  /** Lines of the log. */
  readonly lines: readonly LogLine[]
  /** Resolves with the first line that says so, as soon as it is there. */
  logged(message: string): Promise<LogLine>
}

interface LogLine {
  readonly level: number
  readonly msg: string
  readonly errorId?: string
  readonly [name: string]: unknown
}

/** Gone at the end of the test. */
export async function localDiscord(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const discord = await startLocalDiscord({
    users: [owner, member, other, manager],
    guilds: [guild],
    // The machine may be busy: who answers in time is shown by test/prove.
    firstAnswerMs: 60_000,
    ...options,
  })
  onTestFinished(() => discord.close())
  return discord
}

/** A folder for a bot's data; gone at the end of the test. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'autointel-bot-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The environment of a bot on the local Discord. */
export async function environmentFor(
  discord: Pick<LocalDiscord, 'apiUrl' | 'token'>,
  settings: Readonly<Record<string, string>> = {},
): Promise<Record<string, string>> {
  return {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DATA_DIR: settings['DATA_DIR'] ?? (await dataFolder()),
    PRICES_REFRESH_HOURS: '0',
    HTTP_PORT: '0',
    ...settings,
  }
}

/** The real bot in this process; stopped at the end of the test, if it was not before. */
export async function runBot(
  discord: LocalDiscord,
  settings: Readonly<Record<string, string>> = {},
  options: Partial<BotOptions> = {},
): Promise<RunningBot> {
  const lines: LogLine[] = []
  const written = new EventEmitter()
  const log = createLog({
    level: 'debug',
    secrets: [discord.token],
    output: {
      write: (line) => {
        lines.push(JSON.parse(line))
        written.emit('line')
      },
    },
  })
  const config = readConfig(await environmentFor(discord, settings))
  const bot = startBot(config, { commands, log, stopGraceMs: 0, workers: sharedWorkers, ...options })
  onTestFinished(() => bot.stop())
  const logged = async (message: string): Promise<LogLine> => {
    for (;;) {
      const line = lines.find(({ msg }) => msg === message)
      if (line) return line
      await once(written, 'line')
    }
  }
  return { bot, context: await bot.ready, lines, logged }
}
