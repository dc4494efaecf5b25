import type { APIMessage } from 'discord.js'
import { pressableComponents } from '../../support/discord/interactions/components.ts'

/** Everything that a reader sees of a message, in one text. */
export function textOf({ content, embeds }: Pick<APIMessage, 'content' | 'embeds'>): string {
  const parts = embeds.flatMap(({ title, description, fields, footer, author }) => [
    author?.name,
    title,
    description,
    ...(fields ?? []).flatMap(({ name, value }) => [name, value]),
    footer?.text,
  ])
  return [content, ...parts].filter(Boolean).join('\n')
}

/** Tells messages that show the text. */
export function shows(text: string): (message: APIMessage) => boolean {
  return (message) => textOf(message).includes(text)
}

/** The custom id of the message's button of that action, such as `cancel`. */
export function buttonOf(message: APIMessage, action: string): string {
  const found = pressableComponents(message).find(({ custom_id }) => custom_id.split('|')[0] === action)
  if (!found) throw new TypeError(`There is no button ${action} on ${textOf(message)}`)
  return found.custom_id
}

export function actionsOf(message: APIMessage): readonly string[] {
  return pressableComponents(message).map(({ custom_id }) => custom_id.split('|')[0] ?? '')
}
