import type { APIMessage } from 'discord.js'
import { ApplicationIntegrationType, MessageFlags } from 'discord.js'
import {
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
} from 'discord-api-spec/zod'
import { DiscordApiError } from '../api-error.ts'
import { ephemeralParts, hushed, interactionParts } from '../interactions/answer.ts'
import type { InteractionRecord } from '../interactions/interaction-store.ts'
import { mentionRecord } from '../mention-log.ts'
import type { StoredMessage } from '../message-store.ts'
import type { MessageBody } from '../payload/message-body.ts'
import { messageProblems } from '../payload/message-problems.ts'
import { requireValid } from '../payload/require-valid.ts'
import type { RestRequest, Route } from '../rest/router.ts'
import { parameter } from '../rest/router.ts'
import type { RouteDependencies } from './dependencies.ts'

/** https://discord.com/developers/docs/interactions/receiving-and-responding#create-followup-message (read 2026-11). */
const followUpsWithoutBot = 5

/** What follows the first answer: edits of it, and further messages. */
export function webhookRoutes(dependencies: RouteDependencies): Route[] {
  const { world, messages, interactions } = dependencies
  const read = (request: RestRequest): InteractionRecord => {
    if (parameter(request, 'application') !== world.application.id) {
      throw new DiscordApiError('unknownWebhook')
    }
    return interactions.forFollowUp(parameter(request, 'token'))
  }
  const one = '/webhooks/:application/:token/messages/:message'
  return [
    {
      method: 'POST',
      pattern: '/webhooks/:application/:token',
      isPublic: true,
      handle: (request) => ({ status: 200, body: followUp(dependencies, read(request), request) }),
    },
    {
      method: 'GET',
      pattern: one,
      isPublic: true,
      handle: (request) => ({ status: 200, body: findMessage(dependencies, read(request), request).message }),
    },
    {
      method: 'PATCH',
      pattern: one,
      isPublic: true,
      handle: (request) => {
        const record = read(request)
        const stored = findMessage(dependencies, record, request)
        editMessage(dependencies, record, stored, request)
        return { status: 200, body: stored.message }
      },
    },
    {
      method: 'DELETE',
      pattern: one,
      isPublic: true,
      handle: (request) => {
        messages.remove(findMessage(dependencies, read(request), request))
        return { status: 204 }
      },
    },
  ]
}

function findMessage(
  { messages }: RouteDependencies,
  record: InteractionRecord,
  request: RestRequest,
): StoredMessage {
  const id = parameter(request, 'message')
  const stored =
    id === '@original' ? record.original : ownMessages(record).find((own) => own.message.id === id)
  if (stored === undefined) throw new DiscordApiError('unknownMessage')
  return messages.find(record.channelId, stored.message.id)
}

function ownMessages({ original, followUps }: InteractionRecord): StoredMessage[] {
  return original === undefined ? followUps : [original, ...followUps]
}

/** A follow-up to a deferred answer takes its place, with its visibility. */
function followUp(
  dependencies: RouteDependencies,
  record: InteractionRecord,
  request: RestRequest,
): APIMessage {
  const { messages, mentions, world } = dependencies
  const { original } = record
  if (original !== undefined && isLoading(original)) {
    editMessage(dependencies, record, original, request)
    return original.message
  }
  const body = requireValid<MessageBody>(request.body, IncomingWebhookRequestPartialSchema, (valid) =>
    messageProblems(valid, { files: request.files }),
  )
  const isByUserAlone = record.installations[ApplicationIntegrationType.GuildInstall] === undefined
  if (isByUserAlone && record.followUps.length >= followUpsWithoutBot) {
    throw new DiscordApiError('tooManyFollowUps')
  }
  const flags = hushed(record, body.flags ?? 0)
  const stored = messages.create({
    channelId: record.channelId,
    body: { ...body, flags },
    files: request.files,
    extra: interactionParts({ ...record, commandName: undefined }, world.application.id),
    ...ephemeralParts(record, flags),
  })
  mentions.push(mentionRecord(request, body))
  record.followUps.push(stored)
  return stored.message
}

function isLoading({ message, isDeleted }: StoredMessage): boolean {
  return !isDeleted && ((message.flags ?? 0) & MessageFlags.Loading) !== 0
}

function editMessage(
  { messages, mentions, world }: RouteDependencies,
  record: InteractionRecord,
  stored: StoredMessage,
  request: RestRequest,
): void {
  const { flags, attachments } = stored.message
  const body = requireValid<MessageBody>(request.body, IncomingWebhookUpdateRequestPartialSchema, (valid) =>
    messageProblems(valid, { files: request.files, existing: { flags: flags ?? 0, attachments } }),
  )
  messages.edit(stored, body, request.files)
  mentions.push(mentionRecord(request, body))
  if (stored === record.original) record.edits.push({ at: world.clock.now(), message: stored.message })
}
