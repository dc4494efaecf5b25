import { Client, type ClientOptions, Events, GatewayIntentBits, Options, Partials } from 'discord.js'
import type { Logger } from 'pino'
import type { DiscordSettings } from '../../app/settings/discord-settings.ts'
import type { BotRest } from './rest.ts'

const watchingIntents = [
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.MessageContent,
  GatewayIntentBits.GuildMessageReactions,
] as const

/**
 * The gateway's client. Commands and buttons need no intent but `Guilds`, which tells the bot where it is; where channels are watched, it
 * is told of messages and reactions on servers, none of which it keeps.
 *
 * The shards of this process share one queue. discord.js' ShardingManager would start a process a shard, each with a queue of its own:
 * `WORKFLOW_CONCURRENCY` would no longer bind them. With interactions alone, one process carries far more servers than a shard takes;
 * further processes take shards of their own by `SHARDS`.
 */
export function createClient(settings: DiscordSettings, rest: BotRest, log: Logger): Client {
  const client = new Client({
    intents: settings.watchesChannels
      ? [GatewayIntentBits.Guilds, ...watchingIntents]
      : [GatewayIntentBits.Guilds],
    // Of a message that it does not keep, the library hands over what it knows.
    partials: [Partials.Message, Partials.Reaction, Partials.User],
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
    allowedMentions: { parse: [] },
    ...shardOptions(settings),
  })
  // Its own has timers that nobody needs any more.
  client.rest.clearHashSweeper()
  client.rest.clearHandlerSweeper()
  client.rest = rest
  client.on(Events.Error, (error) => log.error({ err: error }, 'the gateway’s client has a problem'))
  client.on(Events.Warn, (message) => log.warn(message))
  client.on(Events.ShardError, (error, shard) =>
    log.warn({ err: error, shard }, 'a gateway connection failed'),
  )
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'reconnecting to the gateway'))
  client.on(Events.ShardResume, (shard) => log.info({ shard }, 'reconnected to the gateway'))
  return client
}

function shardOptions({ shards }: DiscordSettings): Pick<ClientOptions, 'shards' | 'shardCount'> {
  if (shards === 'auto') return { shards }
  if (shards === undefined) return {}
  const { first, last, count } = shards
  return { shardCount: count, shards: Array.from({ length: last - first + 1 }, (_, shard) => first + shard) }
}
