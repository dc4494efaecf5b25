import { MessageCreateRequestSchema } from 'discord-api-spec/zod'
import { type OutgoingMessage, sendable } from '../../../../src/surfaces/discord/message.ts'
import type { MessageBody } from '../../../support/discord/payload/message-body.ts'
import { messageProblems } from '../../../support/discord/payload/message-problems.ts'
import type { PayloadProblem } from '../../../support/discord/payload/problem.ts'
import { schemaProblems } from '../../../support/discord/payload/schema-problems.ts'

/** What Discord would say against a message: by its published schema, else by its documented limits. Empty when nothing. */
export function discordProblems(message: OutgoingMessage): readonly PayloadProblem[] {
  const { files, allowedMentions, ...rest } = sendable(message)
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

/** Every text that a reader is shown, joined by line breaks; titles and descriptions first. */
export function shownText(message: OutgoingMessage): string {
  const { content, embeds = [] } = message
  const inEmbeds = embeds.flatMap(({ author, title, description, fields = [], footer }) => [
    author?.name,
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
    footer?.text,
  ])
  return [content, ...inEmbeds, ...buttonLabels(message)].filter((text) => text !== undefined).join('\n')
}

/** Labels of the buttons of a message. */
export function buttonLabels({ components = [] }: OutgoingMessage): readonly string[] {
  return components.flatMap((row) =>
    row.components.flatMap((one) => ('label' in one && one.label ? [one.label] : [])),
  )
}

/** Custom ids of the buttons of a message. */
export function buttonIds({ components = [] }: OutgoingMessage): readonly string[] {
  return components.flatMap((row) =>
    row.components.flatMap((one) => ('custom_id' in one ? [one.custom_id] : [])),
  )
}
