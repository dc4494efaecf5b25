import type { APIMessage } from 'discord.js'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { buttonOf, textOf } from './message-view.ts'

/** The answer is there, in place of "thinking". */
export const isAnswered = (message: APIMessage) => textOf(message) !== '' || message.attachments.length > 0

/** What stands in the field whose name has `name` in it. */
export function fieldOf(message: APIMessage, name: string): string | undefined {
  return message.embeds[0]?.fields?.find((field) => field.name.includes(name))?.value
}

/** Custom ids of the first row of buttons. */
export function idsOf(message: APIMessage): readonly string[] {
  const [row] = message.components ?? []
  return row && 'components' in row
    ? row.components.flatMap((component) => ('custom_id' in component ? [component.custom_id] : []))
    : []
}

/** Custom id of the menu of groupings, below the buttons. */
export function menuOf(message: APIMessage): string {
  return buttonOf({ ...message, components: message.components?.slice(1) ?? [] }, 'report')
}

/** Name and text of the attached file. */
export function attached(discord: LocalDiscord, message: APIMessage): readonly [string, string] {
  const [file] = message.attachments
  return [file?.filename ?? '', Buffer.from(discord.attachmentBytes(file?.url ?? '')).toString()]
}
