import type { APIMessage } from 'discord.js'
import { InteractionResponseType, InteractionType, MessageFlags, MessageType } from 'discord.js'
import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  ModalInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from 'discord-api-spec/zod'
import { DiscordApiError } from '../api-error.ts'
import type { MentionRecord } from '../mention-log.ts'
import { mentionRecord } from '../mention-log.ts'
import type { MessageStore, StoredMessage } from '../message-store.ts'
import type { MessageBody } from '../payload/message-body.ts'
import { messageProblems } from '../payload/message-problems.ts'
import type { ModalData } from '../payload/modal-problems.ts'
import { modalProblems } from '../payload/modal-problems.ts'
import type { PayloadProblem } from '../payload/problem.ts'
import { under } from '../payload/problem.ts'
import { requireValid } from '../payload/require-valid.ts'
import type { RestRequest } from '../rest/router.ts'
import type { InteractionRecord } from './interaction-store.ts'

export interface AnswerDependencies {
  messages: MessageStore
  mentions: MentionRecord[]
  applicationId: string
}

interface Callback {
  type: InteractionResponseType
  data?: MessageBody | null
}

/** Which first answers suit which interaction. Type 6 and 7 also need a message to update. */
const answersByInteraction: Readonly<Record<number, readonly InteractionResponseType[]>> = {
  [InteractionType.ApplicationCommand]: [
    InteractionResponseType.ChannelMessageWithSource,
    InteractionResponseType.DeferredChannelMessageWithSource,
    InteractionResponseType.Modal,
  ],
  [InteractionType.MessageComponent]: [
    InteractionResponseType.ChannelMessageWithSource,
    InteractionResponseType.DeferredChannelMessageWithSource,
    InteractionResponseType.DeferredMessageUpdate,
    InteractionResponseType.UpdateMessage,
    InteractionResponseType.Modal,
  ],
  [InteractionType.ModalSubmit]: [
    InteractionResponseType.ChannelMessageWithSource,
    InteractionResponseType.DeferredChannelMessageWithSource,
    InteractionResponseType.DeferredMessageUpdate,
    InteractionResponseType.UpdateMessage,
  ],
  [InteractionType.ApplicationCommandAutocomplete]: [
    InteractionResponseType.ApplicationCommandAutocompleteResult,
  ],
}

/** Applies the first answer of an interaction. Throws 50035 for an answer that does not suit it. */
export function answerInteraction(
  dependencies: AnswerDependencies,
  record: InteractionRecord,
  request: RestRequest,
): void {
  const callback = readCallback(record, request)
  const original = showAnswer(dependencies, record, callback, request)
  record.original = original
  record.first = {
    type: callback.type,
    data: callback.data ?? undefined,
    at: request.at,
    afterMs: request.at - record.createdAt,
  }
}

function readCallback(record: InteractionRecord, { body, files }: RestRequest): Callback {
  const type = (body as Partial<Callback> | undefined)?.type
  const allowed = answersByInteraction[record.type] ?? []
  const needsSource =
    type === InteractionResponseType.UpdateMessage || type === InteractionResponseType.DeferredMessageUpdate
  if (type === undefined || !allowed.includes(type) || (needsSource && record.source === undefined)) {
    const problem = { path: ['type'], code: 'INTERACTION_TYPE_INVALID', message: 'This type does not suit.' }
    throw new DiscordApiError('invalidForm', [problem])
  }
  switch (type) {
    case InteractionResponseType.ChannelMessageWithSource:
    case InteractionResponseType.DeferredChannelMessageWithSource:
      return requireValid<Callback>(body, CreateMessageInteractionCallbackRequestSchema, ({ data }) =>
        inData(messageProblems(data ?? {}, { files })),
      )
    case InteractionResponseType.DeferredMessageUpdate:
    case InteractionResponseType.UpdateMessage:
      return requireValid<Callback>(body, UpdateMessageInteractionCallbackRequestSchema, ({ data }) =>
        inData(messageProblems(data ?? {}, { files, ...existingIn(record.source) })),
      )
    case InteractionResponseType.Modal:
      return requireValid<Callback>(body, ModalInteractionCallbackRequestSchema, ({ data }) =>
        inData(modalProblems(data as unknown as ModalData)),
      )
    default:
      return requireValid<Callback>(body, ApplicationCommandAutocompleteCallbackRequestSchema)
  }
}

function inData(problems: readonly PayloadProblem[]): PayloadProblem[] {
  return under(['data'], problems)
}

function existingIn(stored: StoredMessage | undefined) {
  if (stored === undefined) return {}
  const { flags, attachments } = stored.message
  return { existing: { flags: flags ?? 0, attachments } }
}

function showAnswer(
  { messages, mentions, applicationId }: AnswerDependencies,
  record: InteractionRecord,
  callback: Callback,
  request: RestRequest,
): StoredMessage | undefined {
  const body = callback.data ?? {}
  switch (callback.type) {
    case InteractionResponseType.ChannelMessageWithSource:
    case InteractionResponseType.DeferredChannelMessageWithSource: {
      const isLoading = callback.type === InteractionResponseType.DeferredChannelMessageWithSource
      if (!isLoading) mentions.push(mentionRecord(request, body))
      const flags = hushed(record, body.flags ?? 0)
      return messages.create({
        channelId: record.channelId,
        body: isLoading ? { flags } : { ...body, flags },
        files: isLoading ? [] : request.files,
        extra: interactionParts(record, applicationId),
        ...ephemeralParts(record, flags),
        isLoading,
      })
    }
    case InteractionResponseType.UpdateMessage:
      mentions.push(mentionRecord(request, body))
      if (record.source !== undefined) messages.edit(record.source, body, request.files)
      return record.source
    case InteractionResponseType.DeferredMessageUpdate:
      return record.source
    default:
      return undefined
  }
}

/** What Discord adds to a message that answers an interaction. */
export function interactionParts(record: InteractionRecord, applicationId: string): Partial<APIMessage> {
  const { id, type, user, commandName, installations } = record
  return {
    type: commandName === undefined ? MessageType.Default : MessageType.ChatInputCommand,
    webhook_id: applicationId,
    application_id: applicationId,
    ...(commandName !== undefined && { interaction: { id, type, name: commandName, user } }),
    interaction_metadata: {
      id,
      type,
      user,
      authorizing_integration_owners: installations,
    } as NonNullable<APIMessage['interaction_metadata']>,
  }
}

/** The flags of a message that the bot sends: where it is hushed, Discord makes it ephemeral by itself. */
export function hushed({ isHushed }: InteractionRecord, flags: number): number {
  return isHushed ? flags | MessageFlags.Ephemeral : flags
}

/** Whom an ephemeral message is for; nothing for an ordinary one. */
export function ephemeralParts(record: InteractionRecord, flags: number): { ephemeralFor?: string } {
  return (flags & MessageFlags.Ephemeral) === 0 ? {} : { ephemeralFor: record.user.id }
}
