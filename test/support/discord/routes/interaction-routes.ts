import { InteractionResponseType, MessageFlags } from 'discord.js'
import { answerInteraction } from '../interactions/answer.ts'
import type { InteractionRecord } from '../interactions/interaction-store.ts'
import type { Route } from '../rest/router.ts'
import { parameter } from '../rest/router.ts'
import type { RouteDependencies } from './dependencies.ts'

/** The first answer to an interaction. */
export function interactionRoutes(dependencies: RouteDependencies): Route[] {
  const { world, messages, mentions, interactions } = dependencies
  return [
    {
      method: 'POST',
      pattern: '/interactions/:interaction/:token/callback',
      isPublic: true,
      isUnlimited: true,
      handle: (request) => {
        const record = interactions.forAnswer(parameter(request, 'interaction'), parameter(request, 'token'))
        answerInteraction({ messages, mentions, applicationId: world.application.id }, record, request)
        if (request.query.get('with_response') !== 'true') return { status: 204 }
        return { status: 200, body: callbackResponse(record) }
      },
    },
  ]
}

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback (read 2026-11). */
function callbackResponse({ id, type, first, original }: InteractionRecord) {
  const message = original?.message
  const flags = message?.flags ?? 0
  const isModal = first?.type === InteractionResponseType.Modal
  return {
    interaction: {
      id,
      type,
      ...(message && {
        response_message_id: message.id,
        response_message_loading: (flags & MessageFlags.Loading) !== 0,
        response_message_ephemeral: (flags & MessageFlags.Ephemeral) !== 0,
      }),
    },
    ...(!isModal && { resource: { type: first?.type, ...(message && { message }) } }),
  }
}
