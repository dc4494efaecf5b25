import { ComponentType, type Message, type TopLevelComponent } from 'discord.js'
import { linksIn } from '../../sources/links-in.ts'
import type { AttachedFile, Location } from '../../sources/location.ts'
import { attachedFileOf } from './given-source.ts'

/** What of a message can be read. */
export type MessagePlace =
  | { readonly kind: 'link'; readonly location: Location }
  | { readonly kind: 'file'; readonly file: AttachedFile }

type ReadableMessage = Pick<Message, 'content' | 'embeds' | 'components' | 'attachments' | 'messageSnapshots'>

/** The links and files of a message and of what it forwards, in their order, each once. */
export function placesIn(message: ReadableMessage): readonly MessagePlace[] {
  const parts = [message, ...message.messageSnapshots.values()]
  const text = parts
    .flatMap(({ content, embeds, components }) => [
      content,
      ...embeds.flatMap((embed) => [embed.url, embed.description]),
      ...components.flatMap(textsIn),
    ])
    .filter(Boolean)
    .join('\n')
  const links = linksIn(text).map((location): MessagePlace => ({ kind: 'link', location }))
  const files = parts.flatMap(({ attachments }) =>
    attachments.map((attachment): MessagePlace => ({ kind: 'file', file: attachedFileOf(attachment) })),
  )
  return [...links, ...files]
}

/** Bots write in cards: texts in containers and beside buttons. */
function textsIn(component: TopLevelComponent | ContainedComponent): readonly string[] {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return [component.content]
    case ComponentType.Container:
      return component.components.flatMap(textsIn)
    case ComponentType.Section:
      return component.components.flatMap(textsIn)
    default:
      return []
  }
}

type ContainedComponent = Extract<TopLevelComponent, { type: ComponentType.Container }>['components'][number]
