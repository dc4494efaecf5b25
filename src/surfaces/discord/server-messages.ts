import type { REST } from '@discordjs/rest'
import {
  ChannelType,
  type Client,
  type Guild,
  type GuildBasedChannel,
  type GuildMember,
  type Message,
  PermissionFlagsBits,
  type PermissionResolvable,
} from 'discord.js'
import { type Audience, mayServe } from '../../brief/audience.ts'
import { bookedSubject, serverSubject } from '../../ledger/subject.ts'
import type { GivenLocation } from '../../sources/given-location.ts'
import {
  type Asker,
  attachmentChannelIn,
  discordChannelIn,
  type MessageLink,
  type PostedMessage,
  type PostedMessages,
} from '../../sources/posted-messages.ts'
import { SourceError, type SourceErrorReason } from '../../sources/source-error.ts'
import { discordFailure } from './discord-failure.ts'
import { attachedFileOf } from './given-source.ts'
import { wordsOf } from './message-places.ts'
import { signedAnew } from './renew-upload.ts'
import { audienceOf, readersChannelOf } from './requester.ts'

const reading = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.ReadMessageHistory] as const

/** Reads messages of the servers that the bot is on, for members who may see them, and for nobody else's eyes. */
export class ServerMessages implements PostedMessages {
  readonly #client: Client
  readonly #rest: REST

  constructor({ client, rest }: { readonly client: Client; readonly rest: REST }) {
    this.#client = client
    this.#rest = rest
  }

  async read(link: MessageLink & { readonly message: string }, asker: Asker): Promise<PostedMessage> {
    if (serverSubject(link.server).name !== asker.tenant) throw problem('message_elsewhere')
    const channel = await this.#channelFor(link.channel, asker)
    if (!channel.isTextBased()) throw problem('message_closed')
    const message = await answered(() => channel.messages.fetch(link.message))
    return posted(message)
  }

  async signAgain(
    { address, channel }: { readonly address: string; readonly channel: string },
    asker: Asker,
  ): Promise<string> {
    await this.#channelFor(channel, asker)
    const signed = await answered(() => signedAnew(address, this.#rest))
    if (!signed) throw problem('attachment_expired')
    return signed
  }

  /** Asked for anew where no gateway tells of what changes: of roles and channels of long ago nobody knows who may read them. */
  async #serverOf(id: string): Promise<Guild> {
    try {
      return await this.#client.guilds.fetch({ guild: id, cache: false, force: true })
    } catch (error) {
      if (discordFailure(error) === 'transient') throw problem('server_trouble', error)
      throw problem('message_elsewhere', error)
    }
  }

  /** A channel of the asker's server that they may read, and whoever else would see what comes of it. */
  async #channelFor(id: string, asker: Asker): Promise<GuildBasedChannel> {
    const { user } = asker
    const subject = bookedSubject(asker.tenant)
    if (!('server' in subject) || user === undefined) throw problem('message_elsewhere')
    const told = this.#client.guilds.cache.get(subject.server)
    const server = told ?? (await this.#serverOf(subject.server))
    const force = told === undefined
    const channel = await answered(() => server.channels.fetch(id, { force }))
    // Asked for anew: roles change, and nobody tells the bot.
    const member = await answered(() => server.members.fetch({ user, force: true }))
    // Its permissions are those of the channel that it is in.
    const parent = force && channel?.isThread() ? channel.parentId : null
    if (parent !== null) await answered(() => server.channels.fetch(parent, { force }))
    if (!channel || channel.guildId !== server.id || !(await maySee(channel, member)))
      throw problem('message_closed')
    if (asker.visibility !== 'member' && !mayServe(readersOf(channel), asker))
      throw problem('message_for_few')
    return channel
  }
}

/** Who may read a channel, as of a result that is shown there. */
function readersOf(channel: GuildBasedChannel): Audience {
  const isOpen =
    channel.type !== ChannelType.PrivateThread &&
    (channel.permissionsFor(channel.guild.roles.everyone)?.has(neededFor(channel)) ?? false)
  const readers = readersChannelOf({ channel: channel.isTextBased() ? channel : null, channelId: channel.id })
  return { visibility: isOpen ? 'server' : 'channel', channel: readers }
}

/** Whether fewer may see what a link leads to than would see the answer to an interaction, as far as the bot knows. */
export function isForFewer(given: GivenLocation, interaction: Parameters<typeof audienceOf>[0]): boolean {
  const places = given.kind === 'several' ? given.locations : [given]
  return places.some(({ address }) => {
    const id = discordChannelIn(address)
    if (id === undefined) return false
    const channel = interaction.guild?.channels.cache.get(id)
    // A file may be of anywhere; its address, as long as it is signed, is for everybody.
    if (!channel) return attachmentChannelIn(new URL(address)) === undefined
    return !mayServe(readersOf(channel), audienceOf(interaction, { isPrivate: false }))
  })
}

async function maySee(channel: GuildBasedChannel, member: GuildMember): Promise<boolean> {
  const permissions = channel.permissionsFor(member)
  if (!permissions?.has(neededFor(channel))) return false
  if (channel.type !== ChannelType.PrivateThread || permissions.has(PermissionFlagsBits.ManageThreads))
    return true
  return channel.members.fetch({ member: member.id, force: true }).then(
    () => true,
    () => false,
  )
}

/** The text beside a voice channel is for those who may join it. */
function neededFor(channel: GuildBasedChannel): PermissionResolvable {
  return channel.isVoiceBased() ? [...reading, PermissionFlagsBits.Connect] : [...reading]
}

async function posted(message: Message): Promise<PostedMessage> {
  const text = wordsOf(message)
  const files = [message, ...message.messageSnapshots.values()].flatMap(({ attachments }) =>
    attachments.map(attachedFileOf),
  )
  // Without the intent for it the bot is given a message without its content.
  if (text === '' && files.length === 0) throw problem('message_closed')
  const earlier = message.reference?.messageId
    ? await message.fetchReference().catch(() => undefined)
    : undefined
  return {
    author: nameOf(message),
    postedAt: message.createdAt.toISOString(),
    text,
    answered:
      earlier?.channelId === message.channelId
        ? { author: nameOf(earlier), text: wordsOf(earlier) }
        : undefined,
    files,
  }
}

function nameOf({ member, author }: Message): string {
  return member?.displayName ?? author.displayName
}

/** What Discord refuses is closed to the bot. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const failure = discordFailure(error)
    if (failure === 'deleted') throw problem('page_not_found', error)
    if (failure === 'transient') throw problem('server_trouble', error)
    throw problem('message_closed', error)
  }
}

type Reason = Extract<
  SourceErrorReason,
  | 'message_elsewhere'
  | 'message_closed'
  | 'message_for_few'
  | 'attachment_expired'
  | 'page_not_found'
  | 'server_trouble'
>

function problem(reason: Reason, cause?: unknown): SourceError {
  return new SourceError({ reason, values: {} }, 'discord.com', { cause })
}
