import { ChannelType } from 'discord.js'
import { CreatePrivateChannelRequestSchema } from 'discord-api-spec/zod'
import { DiscordApiError } from '../api-error.ts'
import { openDirectMessages } from '../direct-messages.ts'
import { required } from '../payload/problem.ts'
import { requireValid } from '../payload/require-valid.ts'
import type { Route } from '../rest/router.ts'
import { parameter } from '../rest/router.ts'
import type { RouteDependencies } from './dependencies.ts'

/** Who the bot is, where its gateway is, and whom it can write to. */
export function applicationRoutes({ world, messages, gatewayUrl, shards }: RouteDependencies): Route[] {
  const { application, bot, users } = world
  return [
    {
      method: 'GET',
      pattern: '/gateway/bot',
      handle: () => ({
        status: 200,
        body: {
          url: gatewayUrl(),
          shards,
          session_start_limit: { total: 1000, remaining: 1000, reset_after: 14_400_000, max_concurrency: 16 },
        },
      }),
    },
    {
      method: 'GET',
      pattern: '/gateway',
      isPublic: true,
      handle: () => ({ status: 200, body: { url: gatewayUrl() } }),
    },
    {
      method: 'GET',
      pattern: '/users/@me',
      isForUsers: true,
      handle: ({ user }) => ({
        status: 200,
        body: user === undefined ? bot : users.get(user)?.user,
      }),
    },
    { method: 'GET', pattern: '/applications/@me', handle: () => ({ status: 200, body: application }) },
    {
      method: 'GET',
      pattern: '/oauth2/applications/@me',
      handle: () => ({ status: 200, body: application }),
    },
    {
      method: 'GET',
      pattern: '/users/:user',
      handle: (request) => {
        const known = users.get(parameter(request, 'user'))
        if (known === undefined) throw new DiscordApiError('unknownUser')
        return { status: 200, body: known.user }
      },
    },
    {
      method: 'POST',
      pattern: '/attachments/refresh-urls',
      handle: ({ body }) => {
        const { attachment_urls: urls = [] } = body as { attachment_urls?: readonly string[] }
        return {
          status: 200,
          body: {
            refreshed_urls: urls.map((original) => ({ original, refreshed: messages.renew(original) })),
          },
        }
      },
    },
    {
      method: 'POST',
      pattern: '/users/@me/channels',
      handle: ({ body }) => {
        const { recipient_id: recipientId } = requireValid<{ recipient_id?: string }>(
          body,
          CreatePrivateChannelRequestSchema,
          (valid) => (valid.recipient_id ? [] : [required('recipient_id')]),
        )
        const { channel } = openDirectMessages(world, recipientId ?? '')
        return { status: 200, body: { ...channel, type: ChannelType.DM } }
      },
    },
  ]
}
