import { type APIMessage, ComponentType, MessageFlags } from 'discord.js'
import { pressableComponents } from '../../support/discord/interactions/components.ts'

/** Everything that a reader sees of a message, in one text. */
export function textOf({ content, components = [] }: Pick<APIMessage, 'content' | 'components'>): string {
  return [content, ...shownTexts({ components })].filter(Boolean).join('\n')
}

/** The texts of its components, each as it stands apart. */
export function shownTexts({ components = [] }: Pick<APIMessage, 'components'>): readonly string[] {
  return components.flatMap(textsIn)
}

function textsIn(component: NonNullable<APIMessage['components']>[number]): readonly string[] {
  if (component.type === ComponentType.TextDisplay) return [component.content]
  return component.type === ComponentType.Container ? component.components.flatMap(textsIn) : []
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

/** The one who acted alone sees it. */
export function isForOneAlone({ flags }: Pick<APIMessage, 'flags'>): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0
}
