import type { APIAttachment, APIEmbed, APIMessage } from 'discord.js'
import { EmbedType, MessageFlags } from 'discord.js'
import { DiscordApiError } from './api-error.ts'
import { withComponentIds } from './component-ids.ts'
import { isEmbedVisible } from './payload/embed-problems.ts'
import type { MessageBody } from './payload/message-body.ts'

/** Content, embeds and components as Discord keeps them. `null` empties a field, absence keeps what was there. */
export function visibleParts(
  { content, embeds, components }: MessageBody,
  attachments: readonly APIAttachment[],
  before?: APIMessage,
): Pick<APIMessage, 'content' | 'embeds'> & Required<Pick<APIMessage, 'components'>> {
  return {
    content: content === undefined ? (before?.content ?? '') : (content ?? '').trim(),
    embeds:
      embeds === undefined
        ? (before?.embeds ?? [])
        : (embeds ?? []).map((embed) => withAddresses({ ...embed, type: EmbedType.Rich }, attachments)),
    components:
      components === undefined
        ? (before?.components ?? [])
        : withFileAddresses(withComponentIds(components ?? []), attachments),
  }
}

/** The same in components, wherever they name a file. */
function withFileAddresses<Components>(
  components: Components,
  attachments: readonly APIAttachment[],
): Components {
  return JSON.parse(JSON.stringify(components), (name, value) => {
    if (name !== 'url' || typeof value !== 'string') return value
    return attachments.find(({ filename }) => value === `attachment://${filename}`)?.url ?? value
  })
}

/** `attachment://name` becomes the address of that attachment. */
function withAddresses(embed: APIEmbed, attachments: readonly APIAttachment[]): APIEmbed {
  const address = (url: string) =>
    attachments.find(({ filename }) => url === `attachment://${filename}`)?.url ?? url
  const { image, thumbnail } = embed
  return {
    ...embed,
    ...(image && { image: { ...image, url: address(image.url) } }),
    ...(thumbnail && { thumbnail: { ...thumbnail, url: address(thumbnail.url) } }),
  }
}

/** Throws 50006 when a member would see nothing: buttons alone are nothing, unless by components version 2. */
export function requireVisible(message: APIMessage, { poll, sticker_ids: stickers }: MessageBody): void {
  const { content, embeds, attachments, components = [], flags = 0 } = message
  const isVersion2 = (flags & MessageFlags.IsComponentsV2) !== 0
  const isVisible =
    content !== '' ||
    embeds.some(isEmbedVisible) ||
    attachments.length > 0 ||
    (isVersion2 && components.length > 0) ||
    poll != null ||
    (stickers?.length ?? 0) > 0
  if (!isVisible) throw new DiscordApiError('emptyMessage')
}
