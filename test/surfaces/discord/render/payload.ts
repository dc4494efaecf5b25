import { ComponentType } from 'discord.js'
import { MessageCreateRequestSchema } from 'discord-api-spec/zod'
import { newMessage, type OutgoingMessage } from '../../../../src/surfaces/discord/message.ts'
import type { MessageBody } from '../../../support/discord/payload/message-body.ts'
import { messageProblems } from '../../../support/discord/payload/message-problems.ts'
import type { PayloadProblem } from '../../../support/discord/payload/problem.ts'
import { schemaProblems } from '../../../support/discord/payload/schema-problems.ts'

/** What Discord would say against a message: by its published schema, else by its documented limits. Empty when nothing. */
export function discordProblems(message: OutgoingMessage): readonly PayloadProblem[] {
  const { files, allowedMentions, ...rest } = newMessage(message)
  const attachments = files.map(({ name }, index) => ({ id: String(index), filename: name }))
  const body = JSON.parse(JSON.stringify({ ...rest, attachments, allowed_mentions: allowedMentions }))
  const unfit = schemaProblems(MessageCreateRequestSchema, body)
  if (unfit.length > 0) return unfit
  const uploaded = files.map(({ name, attachment }, index) => ({
    index,
    name,
    contentType: 'text/markdown',
    bytes: attachment,
  }))
  return messageProblems(body as MessageBody, { files: uploaded })
}

/** Every text that a reader is shown, in order, joined by line breaks. */
export function shownText(message: OutgoingMessage): string {
  return [message.content, ...cardTexts(message), ...buttonLabels(message)]
    .filter((text) => text !== undefined)
    .join('\n')
}

/** The texts of the cards of a message: of each, its title with its lines, then its fields, then its footer. */
export function cardTexts({ cards = [] }: OutgoingMessage): readonly string[] {
  return cards.flatMap(({ components }) =>
    components.flatMap((part) => (part.type === ComponentType.TextDisplay ? [part.content] : [])),
  )
}

/** Labels of the buttons of a message. */
export function buttonLabels({ components = [] }: OutgoingMessage): readonly string[] {
  return components.flatMap((row) =>
    row.components.flatMap((one) => ('label' in one && one.label ? [one.label] : [])),
  )
}

/** Labels of what can be chosen in the menus of a message. */
export function menuLabels({ components = [] }: OutgoingMessage): readonly string[] {
  return components.flatMap((row) =>
    row.components.flatMap((one) =>
      one.type === ComponentType.StringSelect ? one.options.map(({ label }) => label) : [],
    ),
  )
}

/** Custom ids of the buttons of a message. */
export function buttonIds({ components = [] }: OutgoingMessage): readonly string[] {
  return components.flatMap((row) =>
    row.components.flatMap((one) => ('custom_id' in one ? [one.custom_id] : [])),
  )
}
