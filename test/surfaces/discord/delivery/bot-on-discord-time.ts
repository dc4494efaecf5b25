import type { LocalDiscordOptions } from '../../../support/discord/options.ts'
import { generousLimits } from '../../../support/discord/rest/rate-limiter.ts'
import { HurriedTimers } from '../../../support/time/hurried-timers.ts'
import { serveArticle } from '../article.ts'
import { dataFolder, localDiscord, runBot } from '../local-bot.ts'

export const sixteenMinutesMs = 16 * 60_000

/** A bot and a Discord whose clock stands still until it is moved, with an article that waits to be released. */
export async function botOnDiscordTime(options: LocalDiscordOptions = {}) {
  const startMs = Date.now()
  let aheadMs = 0
  const [discord, article, folder] = await Promise.all([
    localDiscord({ ...generousLimits, ...options, clock: () => startMs }),
    serveArticle({ isHeld: true }),
    dataFolder(),
  ])
  const timers = new HurriedTimers()
  const settings = { SOURCE_ALLOW_HOSTS: article.host, DATA_DIR: folder }
  const start = (more: Parameters<typeof runBot>[2] = {}) =>
    runBot(discord, settings, { timers, now: () => startMs + aheadMs, ...more })
  const advance = (milliseconds: number) => {
    aheadMs += milliseconds
    discord.advance(milliseconds)
  }
  return { discord, article, timers, start, advance, running: await start() }
}
