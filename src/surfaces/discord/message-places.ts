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

/** All that a message says: its words, with the names of those whom it mentions, its cards and its poll; and what it forwards. */
export function wordsOf(message: Message): string {
  const parts = [message, ...message.messageSnapshots.values()]
  return parts
    .flatMap(({ cleanContent, content, embeds, components, poll }) => [
      cleanContent || content,
      ...embeds.flatMap(({ title, description, fields, url }) => [
        [title, description, url].filter(Boolean).join('\n'),
        ...fields.map(({ name, value }) => `${name}: ${value}`),
      ]),
      ...components.flatMap(textsIn),
      poll?.question.text,
      ...(poll?.answers.map(({ text }) => text && `- ${text}`) ?? []),
    ])
    .filter(Boolean)
    .join('\n\n')
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
