import type { RawFile } from 'discord.js'
import type { OutgoingMessage } from './message.ts'

/** A request that sends a message, or replaces all of one, through the REST client. */
export interface MessageRequest {
  readonly body: Readonly<Record<string, unknown>>
  readonly files?: RawFile[]
}

export interface MessageRequestOptions {
  /** The one user whom the message may mention. */
  readonly mentionUser?: string
  /** Of two new messages with one nonce, Discord keeps the first (for some minutes). At most 25 characters. */
  readonly nonce?: string
}

/** The message as Discord's API takes it. Absent parts are emptied, so that an edit leaves nothing of what was there. */
export function messageRequest(
  message: OutgoingMessage,
  { mentionUser, nonce }: MessageRequestOptions = {},
): MessageRequest {
  const files = message.files ?? []
  return {
    body: {
      content: message.content ?? '',
      embeds: message.embeds ?? [],
      components: message.components ?? [],
      attachments: files.map(({ name }, index) => ({ id: index, filename: name })),
      allowed_mentions: { parse: [], ...(mentionUser && { users: [mentionUser] }) },
      ...(nonce && { nonce, enforce_nonce: true }),
    },
    ...(files.length > 0 && { files: files.map(({ name, data }) => ({ name, data })) }),
  }
}
