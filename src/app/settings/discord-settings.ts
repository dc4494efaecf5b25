import { z } from 'zod'
import type { NanoUsd } from '../../money/nano-usd.ts'
import { httpAddress, httpUrl, secretKey, usdAmount, wholeNumber } from './fields.ts'
import { type Shards, shardsField } from './shards-setting.ts'

/** What the bot on Discord is told by its operator. */
export interface DiscordSettings {
  /** Undefined: there is no bot, only the command line. */
  readonly token: string | undefined
  /** Of the application: with it people log in to the page with Discord. */
  readonly clientSecret: string | undefined
  /** Where Discord's REST API is, without the version; the gateway's address is asked for there. */
  readonly apiUrl: string
  /** Commands are registered in this server only; undefined: everywhere. */
  readonly guildId: string | undefined
  /** Owners besides those that Discord names. */
  readonly ownerIds: readonly string[]
  readonly alertChannelId: string | undefined
  readonly alertWebhookUrl: string | undefined
  readonly alertWebhookSecret: string | undefined
  /** A finished run that cost at least this much says so. */
  readonly costNoticeThresholdNanoUsd: NanoUsd
  /** So long after a server has removed the bot, what is kept of it is forgotten. */
  readonly leftServerGraceMs: number
  /** Managers may have channels watched, for which Discord must be asked for the content of messages. */
  readonly watchesChannels: boolean
  /** Which gateway connections are this process's; undefined: the only one. */
  readonly shards: Shards | undefined
}

const snowflake = /^\d{17,20}$/
const id = z.string().regex(snowflake, 'expected an id of 17 to 20 digits (Copy ID in developer mode)')

/** The settings as the environment has them. */
export const discordFields = {
  DISCORD_TOKEN: secretKey.optional(),
  DISCORD_CLIENT_SECRET: secretKey.optional(),
  DISCORD_API_URL: httpUrl.transform((url) => url.replace(/\/v\d+$/, '')).default('https://discord.com/api'),
  DISCORD_GUILD_ID: id.optional(),
  OWNER_IDS: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(id)),
  ALERT_CHANNEL_ID: id.optional(),
  ALERT_WEBHOOK_URL: httpAddress.optional(),
  ALERT_WEBHOOK_SECRET: z.string().optional(),
  COST_NOTICE_THRESHOLD: usdAmount.prefault('0.50'),
  LEFT_SERVER_DAYS: wholeNumber(0, 3_650).default(30),
  WATCH_CHANNELS: z
    .enum(['on', 'off'], 'expected on or off')
    .transform((text) => text === 'on')
    .prefault('off'),
  SHARDS: shardsField,
}

const environment = z.object(discordFields)
const dayMs = 86_400_000

export function discordSettingsOf(settings: z.output<typeof environment>): DiscordSettings {
  return {
    token: settings.DISCORD_TOKEN,
    clientSecret: settings.DISCORD_CLIENT_SECRET,
    apiUrl: settings.DISCORD_API_URL,
    guildId: settings.DISCORD_GUILD_ID,
    ownerIds: settings.OWNER_IDS,
    alertChannelId: settings.ALERT_CHANNEL_ID,
    alertWebhookUrl: settings.ALERT_WEBHOOK_URL,
    alertWebhookSecret: settings.ALERT_WEBHOOK_SECRET,
    costNoticeThresholdNanoUsd: settings.COST_NOTICE_THRESHOLD,
    leftServerGraceMs: settings.LEFT_SERVER_DAYS * dayMs,
    watchesChannels: settings.WATCH_CHANNELS,
    shards: settings.SHARDS,
  }
}

/** What logging in with Discord lacks, a sentence each. */
export function missingForLogIn({
  DISCORD_CLIENT_SECRET: secret,
  DISCORD_TOKEN: token,
}: z.output<typeof environment>): readonly string[] {
  if (!secret || token) return []
  return [
    'DISCORD_CLIENT_SECRET: logging in with Discord needs the bot too, which knows whose it is. Set DISCORD_TOKEN, or take the secret out.',
  ]
}
