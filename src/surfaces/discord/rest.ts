// Of discord.js, not of @discordjs/rest: the two would not know each other's errors.
import { REST, type RESTOptions } from 'discord.js'
import type { DiscordSettings } from '../../app/settings/discord-settings.ts'

/**
 * For every REST client of the bot. Answers to interactions do not count in Discord's global limit of 50 requests a second
 * (https://discord.com/developers/docs/topics/rate-limits, 2026-11), and hundreds of them may be due within three seconds: the
 * client's own count must not hold them back. What does count is little, and waits when Discord says so.
 */
export function restOptions({ apiUrl }: Pick<DiscordSettings, 'apiUrl'>): Partial<RESTOptions> {
  return { api: apiUrl, version: '10', globalRequestsPerSecond: 10_000 }
}

/** A REST client of its own, which works while the gateway is away. */
export function createRest(settings: Pick<DiscordSettings, 'apiUrl'>, token: string): REST {
  return new REST(restOptions(settings)).setToken(token)
}
