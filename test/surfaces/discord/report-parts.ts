import { type APIMessage, ComponentType } from 'discord.js'
import { pressableComponents } from '../../support/discord/interactions/components.ts'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { shownTexts, textOf } from './message-view.ts'

/** The answer is there, in place of "thinking". */
export const isAnswered = (message: APIMessage) => textOf(message) !== '' || message.attachments.length > 0

/** What stands behind or below the bold name that has `name` in it. */
export function fieldOf(message: APIMessage, name: string): string | undefined {
  const texts = shownTexts(message)
  const inline = texts.flatMap((text) => text.split('\n')).find((line) => line.startsWith(`**${name}:** `))
  if (inline) return inline.slice(name.length + 6)
  const block = texts.find((text) => /^\*\*(.*)\*\*\n/.exec(text)?.[1]?.includes(name))
  return block?.slice(block.indexOf('\n') + 1)
}

/** Custom ids of the buttons. */
export function idsOf(message: APIMessage): readonly string[] {
  return idsOfKind(message, ComponentType.Button)
}

/** Custom id of the menu of groupings. */
export function menuOf(message: APIMessage): string {
  return idsOfKind(message, ComponentType.StringSelect)[0] ?? ''
}

function idsOfKind(message: APIMessage, kind: ComponentType): readonly string[] {
  return pressableComponents(message)
    .filter(({ type }) => type === kind)
    .map((component) => component.custom_id)
}

/** Name and text of the attached file. */
export function attached(discord: LocalDiscord, message: APIMessage): readonly [string, string] {
  const [file] = message.attachments
  return [file?.filename ?? '', Buffer.from(discord.attachmentBytes(file?.url ?? '')).toString()]
}
