import { type APIMessage, MessageType, PermissionFlagsBits } from 'discord.js'
import {
  CreateTextThreadWithMessageRequestSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
} from 'discord-api-spec/zod'
import { DiscordApiError } from '../api-error.ts'
import { withoutContent } from '../gateway/message-events.ts'
import { buildThread } from '../guild.ts'
import { mentionRecord } from '../mention-log.ts'
import type { StoredMessage } from '../message-store.ts'
import type { MessageBody } from '../payload/message-body.ts'
import { messageProblems } from '../payload/message-problems.ts'
import { requireValid } from '../payload/require-valid.ts'
import type { RestRequest, Route } from '../rest/router.ts'
import { parameter } from '../rest/router.ts'
import type { ChannelState } from '../world.ts'
import type { RouteDependencies } from './dependencies.ts'

/** Discord says "a few minutes"; the tests may rely on no more than this. */
const nonceLifeMs = 5 * 60 * 1000

interface Remembered {
  stored: StoredMessage
  at: number
}

/** Messages of channels, direct ones included. */
export function messageRoutes(dependencies: RouteDependencies): Route[] {
  const { world, messages, privilegedIntents } = dependencies
  const nonces = new Map<string, Remembered>()
  const channelOf = (request: RestRequest): ChannelState => {
    const state = world.channels.get(parameter(request, 'channel'))
    if (state === undefined) throw new DiscordApiError('unknownChannel')
    return state
  }
  const messageOf = (request: RestRequest): StoredMessage => {
    const { channel, isForbidden } = channelOf(request)
    if (isForbidden) throw new DiscordApiError('missingAccess')
    const stored = messages.find(channel.id, parameter(request, 'message'))
    if (stored.ephemeralFor !== undefined) throw new DiscordApiError('unknownMessage')
    return stored
  }
  const one = '/channels/:channel/messages/:message'
  return [
    {
      method: 'GET',
      pattern: '/channels/:channel/messages',
      handle: (request) => ({ status: 200, body: list(dependencies, channelOf(request), request) }),
    },
    {
      method: 'POST',
      pattern: '/channels/:channel/messages',
      handle: (request) => ({
        status: 200,
        body: post(dependencies, nonces, channelOf(request), request).message,
      }),
    },
    {
      method: 'GET',
      pattern: one,
      handle: (request) => {
        const { message } = messageOf(request)
        const isReadable =
          privilegedIntents ||
          message.author.id === world.bot.id ||
          world.channels.get(message.channel_id)?.guildId === undefined
        return { status: 200, body: isReadable ? message : withoutContent(message) }
      },
    },
    {
      method: 'PATCH',
      pattern: one,
      handle: (request) => {
        const stored = messageOf(request)
        edit(dependencies, stored, request)
        return { status: 200, body: stored.message }
      },
    },
    {
      method: 'DELETE',
      pattern: one,
      handle: (request) => {
        messages.remove(messageOf(request))
        return { status: 204 }
      },
    },
    {
      method: 'PUT',
      pattern: `${one}/reactions/:emoji/@me`,
      handle: (request) => {
        const stored = messageOf(request)
        if ((world.botPermissions & PermissionFlagsBits.AddReactions) === 0n) {
          throw new DiscordApiError('missingPermissions')
        }
        messages.react(stored, parameter(request, 'emoji'), world.bot.id)
        return { status: 204 }
      },
    },
    {
      method: 'POST',
      pattern: `${one}/threads`,
      handle: (request) => ({ status: 201, body: openThread(dependencies, messageOf(request), request) }),
    },
    { method: 'POST', pattern: '/channels/:channel/typing', handle: () => ({ status: 204 }) },
  ]
}

/** Newest first, as https://discord.com/developers/docs/resources/message#get-channel-messages says; nonces are not kept for long. */
function list(
  { world, messages, privilegedIntents }: RouteDependencies,
  { channel, guildId, isForbidden }: ChannelState,
  { query, at }: RestRequest,
): APIMessage[] {
  if (isForbidden) throw new DiscordApiError('missingAccess')
  const isHistoryShown = (world.botPermissions & PermissionFlagsBits.ReadMessageHistory) !== 0n
  if (guildId !== undefined && !isHistoryShown) return []
  const before = BigInt(query.get('before') ?? 1n << 64n)
  const after = BigInt(query.get('after') ?? 0)
  return messages
    .inChannel(channel.id)
    .filter(({ id }) => BigInt(id) < before && BigInt(id) > after)
    .toReversed()
    .slice(0, Number(query.get('limit') ?? 50))
    .map((message) => {
      const { nonce, ...shown } =
        privilegedIntents || guildId === undefined || message.author.id === world.bot.id
          ? message
          : withoutContent(message)
      const isKept = nonce !== undefined && at - Date.parse(message.timestamp) < nonceLifeMs
      return { ...shown, ...(isKept && { nonce }) }
    })
}

function post(
  { world, messages, mentions }: RouteDependencies,
  nonces: Map<string, Remembered>,
  { channel, recipientId, isForbidden }: ChannelState,
  request: RestRequest,
): StoredMessage {
  const { files, at } = request
  const body = requireValid<MessageBody>(request.body, MessageCreateRequestSchema, (valid) =>
    messageProblems(valid, { files }),
  )
  if (isForbidden) throw new DiscordApiError('missingAccess')
  if (recipientId !== undefined && world.closedDirectMessages.has(recipientId)) {
    throw new DiscordApiError('closedDirectMessages')
  }
  mentions.push(mentionRecord(request, body))
  const key = `${channel.id} ${body.nonce}`
  const earlier = body.enforce_nonce ? nonces.get(key) : undefined
  if (earlier !== undefined && at - earlier.at < nonceLifeMs) return earlier.stored
  const { message_id: referenced } = body.message_reference ?? {}
  const answered = referenced === undefined ? undefined : messages.find(channel.id, referenced)
  const stored = messages.create({
    channelId: channel.id,
    body,
    files,
    ...(answered && {
      extra: {
        type: MessageType.Reply,
        message_reference: { type: 0, message_id: answered.message.id, channel_id: channel.id },
      },
    }),
  })
  if (body.nonce != null) nonces.set(key, { stored, at })
  return stored
}

/** A thread on a message has the message's id. */
function openThread({ world, changes }: RouteDependencies, { message }: StoredMessage, request: RestRequest) {
  const { name } = requireValid<{ name: string }>(
    request.body,
    CreateTextThreadWithMessageRequestSchema,
    () => [],
  )
  if ((world.botPermissions & PermissionFlagsBits.CreatePublicThreads) === 0n)
    throw new DiscordApiError('missingPermissions')
  if (world.channels.has(message.id)) throw new DiscordApiError('threadThereAlready')
  const parent = world.channels.get(message.channel_id)
  const guild = world.guilds.get(parent?.guildId ?? '')
  if (!parent || !guild) throw new DiscordApiError('unknownChannel')
  const place = { guildId: guild.id, parentId: message.channel_id, ownerId: world.bot.id }
  const thread = buildThread({ id: message.id, name }, place)
  guild.threads.push(thread)
  world.channels.set(thread.id, { ...parent, channel: thread })
  changes.announceThread(thread)
  return thread
}

function edit(
  { world, messages, mentions }: RouteDependencies,
  stored: StoredMessage,
  request: RestRequest,
): void {
  if (stored.message.author.id !== world.bot.id) throw new DiscordApiError('editOfAnother')
  const { flags, attachments } = stored.message
  const body = requireValid<MessageBody>(request.body, MessageEditRequestPartialSchema, (valid) =>
    messageProblems(valid, { files: request.files, existing: { flags: flags ?? 0, attachments } }),
  )
  mentions.push(mentionRecord(request, body))
  messages.edit(stored, body, request.files)
}
