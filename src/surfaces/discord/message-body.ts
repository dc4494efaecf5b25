import { createHash } from 'node:crypto'
import { type APIMessageTopLevelComponent, ComponentType, type RawFile } from 'discord.js'
import { messageParts, type OutgoingMessage } from './message.ts'

/** A request that sends a message, or replaces all of one, through the REST client. */
export interface MessageRequest {
  readonly body: Readonly<Record<string, unknown>>
  readonly files?: RawFile[]
}

export interface MessageRequestOptions {
  /** The one user whom the message may mention. */
  readonly mentionUser?: string
  /** Of two new messages with one nonce, Discord keeps the first (for some minutes); its mark stays. At most 25 characters. */
  readonly nonce?: string
  /** The message of the same channel that it answers; where that is gone, Discord takes no answer. */
  readonly answerTo?: string
}

/** A new message as Discord's API takes it. */
export function newMessageRequest(
  message: OutgoingMessage,
  { mentionUser, nonce, answerTo }: MessageRequestOptions = {},
): MessageRequest {
  const { content, components, flags } = messageParts(message)
  return withFiles(message, {
    ...(content && { content }),
    components: nonce ? marked(components, nonce) : components,
    ...(flags && { flags }),
    allowed_mentions: { parse: [], ...(mentionUser && { users: [mentionUser] }) },
    ...(nonce && { nonce, enforce_nonce: true }),
    ...(answerTo && { message_reference: { message_id: answerTo } }),
  })
}

/**
 * The message in place of another, which may have been shown by cards already and is from then on. Nothing is left of what was
 * there, embeds of earlier versions neither.
 */
export function editRequest(message: OutgoingMessage): MessageRequest {
  const { content, components, flags } = messageParts(message, { asCards: true })
  return withFiles(message, { content, embeds: [], components, flags, allowed_mentions: { parse: [] } })
}

/**
 * By what a message that was sent with a nonce is known for as long as it stands: the id of its first card, of 31 bits, as Discord
 * gives it back (https://discord.com/developers/docs/components/reference#anatomy-of-a-component, 2026-11).
 */
export function markOf(nonce: string): number {
  return createHash('sha256').update(nonce).digest().readUInt32BE() >>> 1 || 1
}

function marked(
  components: readonly APIMessageTopLevelComponent[],
  nonce: string,
): readonly APIMessageTopLevelComponent[] {
  const first = components.findIndex(({ type }) => type === ComponentType.Container)
  return components.map((one, index) => (index === first ? { ...one, id: markOf(nonce) } : one))
}

function withFiles({ files = [] }: OutgoingMessage, body: MessageRequest['body']): MessageRequest {
  return {
    body: { ...body, attachments: files.map(({ name }, index) => ({ id: String(index), filename: name })) },
    ...(files.length > 0 && { files: files.map(({ name, data }) => ({ name, data })) }),
  }
}
