import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord.js'

/** A message as every renderer makes it and every way out takes it: as Discord's API has it, without mentions. */
export interface OutgoingMessage {
  readonly content?: string
  readonly embeds?: readonly APIEmbed[]
  readonly components?: readonly APIActionRowComponent<APIComponentInMessageActionRow>[]
  readonly files?: readonly OutgoingFile[]
}

export interface OutgoingFile {
  readonly name: string
  readonly data: Buffer
}

/**
 * What discord.js and the REST client are given for a message. Nobody is ever mentioned by it, except the one user named in
 * `mentionUser`, who asked for it.
 */
export function sendable(message: OutgoingMessage, { mentionUser }: { readonly mentionUser?: string } = {}) {
  return {
    ...(message.content !== undefined && { content: message.content }),
    embeds: [...(message.embeds ?? [])],
    components: [...(message.components ?? [])],
    files: (message.files ?? []).map(({ name, data }) => ({ name, attachment: data })),
    allowedMentions: { parse: [], ...(mentionUser && { users: [mentionUser] }) },
  }
}
