import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
} from 'discord.js'

/** A message as every renderer makes it and every way out takes it, without mentions. */
export interface OutgoingMessage {
  /** Text above the cards; without cards, an ordinary message. */
  readonly content?: string
  /** What `composeCards` has made. A message that was sent with cards can only be changed into another with cards. */
  readonly cards?: readonly APIContainerComponent[]
  /** Rows of buttons and menus, at the end. */
  readonly components?: readonly APIActionRowComponent<APIComponentInMessageActionRow>[]
  readonly files?: readonly OutgoingFile[]
}

export interface OutgoingFile {
  readonly name: string
  readonly data: Buffer
}

/** The parts of a message as Discord's API has them. */
export interface MessageParts {
  readonly content: string | null
  readonly components: readonly APIMessageTopLevelComponent[]
  /** https://discord.com/developers/docs/components/overview (2026-11): once a message has it, it keeps it, and shows nothing but components. */
  readonly flags: typeof MessageFlags.IsComponentsV2 | undefined
}

/** `asCards`: the message may be one of cards already, which shows text as a component only. */
export function messageParts(
  { content, cards = [], components = [], files = [] }: OutgoingMessage,
  { asCards = cards.length > 0 }: { readonly asCards?: boolean } = {},
): MessageParts {
  if (!asCards) return { content: content ?? '', components, flags: undefined }
  const pictures = picturesOf(cards)
  const apart = files.filter(({ name }) => !pictures.includes(`attachment://${name}`))
  return {
    content: null,
    components: [
      ...(content ? [{ type: ComponentType.TextDisplay as const, content }] : []),
      ...cards,
      // A file that no component shows is not shown at all.
      ...apart.map(({ name }) => ({
        type: ComponentType.File as const,
        file: { url: `attachment://${name}` },
      })),
      ...components,
    ],
    flags: MessageFlags.IsComponentsV2,
  }
}

/**
 * What discord.js is given for a message that takes the place of another. Nobody is ever mentioned by it. What the message showed
 * before is taken away, embeds of earlier versions too.
 */
export function sendable(message: OutgoingMessage) {
  const { flags, ...parts } = messageParts(message)
  return {
    ...parts,
    components: [...parts.components],
    embeds: [],
    attachments: [],
    files: filesOf(message),
    allowedMentions: { parse: [] },
    ...(flags && { flags }),
  }
}

/** What discord.js is given for a new message; `isPrivate`: the one who acted alone sees it. */
export function newMessage(
  message: OutgoingMessage,
  { isPrivate = false }: { readonly isPrivate?: boolean } = {},
) {
  const { content, components, flags = 0 } = messageParts(message)
  return {
    ...(content && { content }),
    components: [...components],
    files: filesOf(message),
    allowedMentions: { parse: [] },
    flags: flags | (isPrivate ? MessageFlags.Ephemeral : 0),
  }
}

function picturesOf(cards: readonly APIContainerComponent[]): readonly string[] {
  return cards.flatMap((card) =>
    card.components.flatMap((part) =>
      part.type === ComponentType.MediaGallery ? part.items.map(({ media }) => media.url) : [],
    ),
  )
}

function filesOf({ files = [] }: OutgoingMessage) {
  return files.map(({ name, data }) => ({ name, attachment: data }))
}
