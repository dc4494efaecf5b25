import type { APIAttachment, APIEmbed, APIMessage } from 'discord.js'
import { MessageFlags, MessageType } from 'discord.js'
import { DiscordApiError } from './api-error.ts'
import type { AttachmentStore } from './attachment-store.ts'
import { createAttachmentStore } from './attachment-store.ts'
import type { Changes } from './changes.ts'
import { requireVisible, visibleParts } from './message-parts.ts'
import type { MessageBody, UploadedFile } from './payload/message-body.ts'
import type { LocalFile } from './uploads.ts'
import type { World } from './world.ts'

export interface StoredMessage {
  message: APIMessage
  /** Shown to this user alone. */
  ephemeralFor: string | undefined
  isDeleted: boolean
  /** By emoji, the ids of those who reacted with it. */
  reactions: Map<string, Set<string>>
}

interface NewMessage {
  channelId: string
  body: MessageBody
  files: readonly UploadedFile[]
  /** What Discord adds: type, interaction metadata, webhook id. */
  extra?: Partial<APIMessage>
  ephemeralFor?: string
  /** A deferred answer: empty until it is edited. */
  isLoading?: boolean
}

export interface MessageStore {
  /** Throws 50006 when a member would see nothing. */
  create(parts: NewMessage): StoredMessage
  /** Fields that are absent stay as they are. Throws 50006 when nothing visible would remain. */
  edit(stored: StoredMessage, body: MessageBody, files: readonly UploadedFile[]): void
  /** An embed that nobody has sent, which is no edit. */
  unfurl(stored: StoredMessage, embed: APIEmbed): void
  remove(stored: StoredMessage): void
  react(stored: StoredMessage, emoji: string, userId: string): void
  /** Throws 10008 when there is none, or no longer. */
  find(channelId: string, messageId: string): StoredMessage
  /** What a channel shows, oldest first, without ephemeral messages. */
  inChannel(channelId: string): APIMessage[]
  /** Keeps a file that comes with a command, in no message. */
  upload(channelId: string, file: LocalFile): APIAttachment
  /** An uploaded file, by its address; undefined also once that is over. */
  file(url: URL): LocalFile | undefined
  /** The same file by an address that is good for another day. */
  renew(url: string): string
}

export function createMessageStore(world: World, changes: Changes, cdnUrl: () => string): MessageStore {
  const messages = new Map<string, StoredMessage>()
  const attachments = createAttachmentStore(world, cdnUrl)
  return {
    create(parts) {
      const message = firstState(world, attachments, parts)
      if (!parts.isLoading) requireVisible(message, parts.body)
      const stored: StoredMessage = {
        message,
        ephemeralFor: parts.ephemeralFor,
        isDeleted: false,
        reactions: new Map(),
      }
      messages.set(message.id, stored)
      changes.announce('MESSAGE_CREATE', stored)
      return stored
    },
    edit(stored, body, files) {
      const edited = nextState(world, attachments, stored.message, body, files)
      requireVisible(edited, body)
      stored.message = edited
      changes.announce('MESSAGE_UPDATE', stored)
    },
    unfurl(stored, embed) {
      stored.message = { ...stored.message, embeds: [...stored.message.embeds, embed] }
      changes.announce('MESSAGE_UPDATE', stored)
    },
    remove(stored) {
      stored.isDeleted = true
      changes.announce('MESSAGE_DELETE', stored)
    },
    react(stored, emoji, userId) {
      stored.reactions.set(emoji, new Set([...(stored.reactions.get(emoji) ?? []), userId]))
      changes.touch()
    },
    find(channelId, messageId) {
      const stored = messages.get(messageId)
      if (stored === undefined || stored.isDeleted || stored.message.channel_id !== channelId) {
        throw new DiscordApiError('unknownMessage')
      }
      return stored
    },
    inChannel: (channelId) =>
      [...messages.values()]
        .filter(({ message, isDeleted }) => message.channel_id === channelId && !isDeleted)
        .filter(({ ephemeralFor }) => ephemeralFor === undefined)
        .map(({ message }) => message),
    upload: (channelId, file) => attachments.upload(channelId, file),
    file: attachments.file,
    renew: attachments.renew,
  }
}

function firstState(
  { nextId, bot, clock }: World,
  attachmentStore: AttachmentStore,
  { channelId, body, files, extra, isLoading }: NewMessage,
): APIMessage {
  const attachments = attachmentStore.add(channelId, body, files)
  const flags = body.flags ?? 0
  return {
    id: nextId(),
    channel_id: channelId,
    author: bot,
    timestamp: clock.timestamp(),
    edited_timestamp: null,
    tts: body.tts ?? false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    pinned: false,
    type: MessageType.Default,
    ...visibleParts(body, attachments),
    attachments,
    flags: isLoading ? flags | MessageFlags.Loading : flags,
    ...(body.nonce != null && { nonce: body.nonce }),
    ...extra,
  }
}

/** Only two flags can be changed later; to be loading ends with the first edit. */
function nextState(
  { clock }: World,
  attachmentStore: AttachmentStore,
  message: APIMessage,
  body: MessageBody,
  files: readonly UploadedFile[],
): APIMessage {
  const kept = message.attachments.filter(
    ({ id }) => body.attachments === undefined || body.attachments?.some((listed) => listed.id === id),
  )
  const attachments = [...kept, ...attachmentStore.add(message.channel_id, body, files)]
  const editable = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2
  return {
    ...message,
    ...visibleParts(body, attachments, message),
    attachments,
    edited_timestamp: clock.timestamp(),
    flags: ((message.flags ?? 0) & ~MessageFlags.Loading) | ((body.flags ?? 0) & editable),
  }
}
