import type { APIEmbed, APIMessage, APIUser } from 'discord.js'
import { GatewayIntentBits, MessageType } from 'discord.js'
import type { Gateway } from './gateway/gateway-server.ts'
import { type ActionContext, findPlace } from './interactions/place.ts'
import type { State } from './state.ts'
import type { LocalFile } from './uploads.ts'

export interface PostOptions extends ActionContext {
  readonly files?: readonly LocalFile[]
  /** Posted by a bot or webhook of others. */
  readonly isByBot?: boolean
}

/** What members write and how they react, besides what they do with the bot. */
export interface Posts {
  /** A message of a member's, which bots are told of as far as their intents go. */
  post(content: string, options?: PostOptions): APIMessage
  /** Its author changes what it says. */
  edit(message: APIMessage, content: string): void
  /** Discord shows what a link in it leads to, some time after it was posted. */
  unfurl(message: APIMessage, embed: APIEmbed): void
  react(message: APIMessage, emoji: string, context?: ActionContext): void
}

export interface PostDependencies extends Pick<State, 'world' | 'messages'> {
  readonly gateway: Gateway
}

export function createPosts({ world, messages, gateway }: PostDependencies): Posts {
  return {
    post(content, { files = [], isByBot = false, ...context } = {}) {
      const { user, channel } = findPlace(world, context)
      const author: APIUser = isByBot ? { ...user, id: world.nextId(), username: 'feed', bot: true } : user
      const uploaded = files.map((file, index) => ({ ...file, index }))
      const { message } = messages.create({
        channelId: channel.id,
        body: { content },
        files: uploaded,
        extra: { author, type: MessageType.Default },
      })
      return message
    },
    edit: ({ channel_id: channelId, id }, content) =>
      messages.edit(messages.find(channelId, id), { content }, []),
    unfurl: ({ channel_id: channelId, id }, embed) => messages.unfurl(messages.find(channelId, id), embed),
    react({ channel_id: channelId, id }, emoji, context = {}) {
      const guildId = world.channels.get(channelId)?.guildId
      const where = guildId === undefined ? { isDirect: true } : { guild: guildId, channel: channelId }
      const { user } = findPlace(world, { ...where, ...context })
      messages.react(messages.find(channelId, id), emoji, user.id)
      const data = {
        user_id: user.id,
        channel_id: channelId,
        message_id: id,
        ...(guildId !== undefined && {
          guild_id: guildId,
          member: world.guilds.get(guildId)?.members.get(user.id),
        }),
        emoji: { id: null, name: emoji },
        burst: false,
        type: 0,
      }
      const intent = guildId
        ? GatewayIntentBits.GuildMessageReactions
        : GatewayIntentBits.DirectMessageReactions
      gateway.dispatchIfIntended('MESSAGE_REACTION_ADD', () => data, guildId, intent)
    },
  }
}
