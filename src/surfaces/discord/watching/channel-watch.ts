import { createHash } from 'node:crypto'
import type { REST } from '@discordjs/rest'
import {
  type Message,
  type MessageReaction,
  type PartialMessage,
  type PartialMessageReaction,
  type PartialUser,
  Routes,
  type User,
} from 'discord.js'
import type { Logger } from 'pino'
import type { Autointel } from '../../../app/open-autointel.ts'
import { serverSubject } from '../../../ledger/subject.ts'
import { newWorkflowId } from '../../../orchestrator/workflow.ts'
import { watchAccountOf } from '../../../servers/watch-account.ts'
import { isSameLocation, type Location } from '../../../sources/location.ts'
import { discordFailure } from '../discord-failure.ts'
import type { ReplyAddress } from '../reply-address.ts'
import { audienceIn, readersChannelOf } from '../requester.ts'
import type { WorkflowMessages } from '../workflows/workflow-messages.ts'
import { worthReading } from './worth-reading.ts'

/** What offers to read a link, and what asks for it. */
const readingGlass = '🔎'
/** Of one message. */
const mostLinks = 3
/** For so long a link is not read again in the same channel. */
const sameLinkMs = 24 * 3_600_000
const runsLookedAt = 500

export interface ChannelWatchOptions {
  readonly autointel: Pick<Autointel, 'servers' | 'workflows'>
  readonly workflowMessages: Pick<WorkflowMessages, 'start'>
  readonly rest: REST
  readonly log: Logger
  /** Epoch milliseconds. */
  readonly now: () => number
}

/**
 * Reads the links that people post in watched channels: at once, or when somebody reacts with 🔎. Always quick, from the day's limit of
 * the server's watched channels; a link that was read in a channel is not read again there for a day. Bots are never answered.
 */
export class ChannelWatch {
  readonly #options: ChannelWatchOptions
  /** Links that are about to be read, by channel: their runs are not in the store yet. */
  readonly #beginning = new Set<string>()

  constructor(options: ChannelWatchOptions) {
    this.#options = options
  }

  /** Somebody has posted a message. Never rejects. */
  onMessage(message: Message): Promise<void> {
    return this.#guarded(message, async () => {
      if (!isByPerson(message) || worthReading(message.content).length === 0) return
      const mode = await this.#modeOf(message)
      if (mode === 'automatic') await this.#read(message)
      if (mode === 'reaction') await this.#offer(message)
    })
  }

  /** Somebody has changed a message. Never rejects. */
  async onEdit(message: Message | PartialMessage): Promise<void> {
    // Discord tells of its own changes too, such as the picture of a link: they have no time of an edit.
    if (message.partial || message.editedTimestamp === null) return
    await this.onMessage(message)
  }

  /** Somebody has reacted to a message. Never rejects. */
  onReaction(
    { emoji, message }: MessageReaction | PartialMessageReaction,
    user: User | PartialUser,
  ): Promise<void> {
    return this.#guarded(message, async () => {
      if (emoji.name !== readingGlass || user.id === message.client.user.id || user.bot) return
      if ((await this.#modeOf(message)) === undefined) return
      const posted = message.partial ? await message.fetch() : message
      if (isByPerson(posted)) await this.#read(posted)
    })
  }

  async #modeOf({ guildId, channel, channelId }: Pick<Message, 'guildId' | 'channel' | 'channelId'>) {
    if (!guildId) return undefined
    const { watched } = await this.#options.autointel.servers.of(guildId)
    const places = [channelId, ...(channel.isThread() ? [channel.parentId] : [])]
    return watched.find((one) => places.includes(one.channel))?.mode
  }

  async #read(message: Message): Promise<void> {
    const places = worthReading(message.content).slice(0, mostLinks)
    await Promise.all(places.map((location) => this.#readOnce(message, location)))
  }

  async #readOnce(message: Message, location: Location): Promise<void> {
    const key = `${readersChannelOf(message)} ${location.identity}`
    if (this.#beginning.has(key)) return
    this.#beginning.add(key)
    try {
      if (!(await this.#wasRead(message, location))) await this.#begin(message, location)
    } finally {
      this.#beginning.delete(key)
    }
  }

  /** What a limit has kept from being read may be read later; what could not be read is not tried again. */
  async #wasRead(message: Message, location: Location): Promise<boolean> {
    const { autointel, now } = this.#options
    const user = watchAccountOf(message.guildId ?? '')
    const runs = await autointel.workflows.recent({ user, limit: runsLookedAt })
    return runs.some(
      (run) =>
        run.state !== 'refused' &&
        run.createdAtMs > now() - sameLinkMs &&
        run.channel === readersChannelOf(message) &&
        isSameLocation(run.location, location),
    )
  }

  async #begin(message: Message, location: Location): Promise<void> {
    const { autointel, workflowMessages, now } = this.#options
    const { guildId, guild, channelId, client } = message
    if (!guildId) return
    const user = watchAccountOf(guildId)
    const { language: serverLanguage } = await autointel.servers.of(guildId)
    const request = {
      location,
      depth: 'quick' as const,
      tenant: serverSubject(guildId).name,
      ...audienceIn(message, user),
    }
    const address: ReplyAddress = {
      applicationId: client.application?.id ?? client.user.id,
      interactionToken: '',
      messageId: message.id,
      channelId,
      locale: '',
      guildLocale: guild?.preferredLocale ?? null,
      serverLanguage,
      userId: user,
      startedAtMs: now(),
      showCost: false,
      isPrivate: false,
      isBotThere: true,
      isWatched: true,
      postedBy: message.author.id,
    }
    await workflowMessages.start(runIdOf(message, location), request, address)
  }

  /** Without the right to react the bot offers nothing; members can react by themselves. */
  async #offer({ channelId, id }: Message): Promise<void> {
    const route = Routes.channelMessageOwnReaction(channelId, id, encodeURIComponent(readingGlass))
    try {
      await this.#options.rest.put(route)
    } catch (error) {
      if (discordFailure(error) !== 'forbidden' && discordFailure(error) !== 'deleted') throw error
    }
  }

  async #guarded(message: { readonly id: string }, act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      this.#options.log.warn(
        { err: error, message: message.id },
        'a message of a watched channel was left alone',
      )
    }
  }
}

/** Of one message that comes to two processes, or twice, the books know each link's run once. */
function runIdOf({ id }: Message, { identity }: Location): string {
  const link = createHash('sha256').update(identity).digest('hex').slice(0, 8)
  return newWorkflowId(`${id}w${link}`)
}

/** Neither of a bot or webhook, nor of Discord itself. */
function isByPerson({ author, webhookId, system }: Message): boolean {
  return !author.bot && webhookId === null && !system
}
