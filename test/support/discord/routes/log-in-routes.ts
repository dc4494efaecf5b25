import { randomBytes } from 'node:crypto'
import { DiscordApiError } from '../api-error.ts'
import type { Route } from '../rest/router.ts'
import type { RouteDependencies } from './dependencies.ts'

/** Logging in elsewhere: https://discord.com/developers/docs/topics/oauth2#authorization-code-grant (2026-11). */
export function logInRoutes({ world }: RouteDependencies): Route[] {
  const { application, logIns } = world
  const secret = () => randomBytes(16).toString('hex')
  return [
    {
      // Whoever sits at the browser says yes at once.
      method: 'GET',
      pattern: '/oauth2/authorize',
      isPublic: true,
      isUnlimited: true,
      handle: ({ query }) => {
        const redirectUri = query.get('redirect_uri') ?? ''
        if (query.get('client_id') !== application.id || query.get('response_type') !== 'code')
          throw new DiscordApiError('invalidGrant')
        const code = secret()
        logIns.codes.set(code, { user: logIns.visitor, redirectUri })
        const location = new URL(redirectUri)
        location.searchParams.set('code', code)
        location.searchParams.set('state', query.get('state') ?? '')
        return { status: 302, headers: { location: location.href } }
      },
    },
    {
      method: 'POST',
      pattern: '/oauth2/token',
      isPublic: true,
      handle: ({ body }) => {
        const given = body as Readonly<Record<string, string | undefined>>
        const granted = logIns.codes.get(given['code'] ?? '')
        logIns.codes.delete(given['code'] ?? '')
        const isOurs = given['client_id'] === application.id && given['client_secret'] === logIns.clientSecret
        if (!granted || !isOurs || granted.redirectUri !== given['redirect_uri'])
          throw new DiscordApiError('invalidGrant')
        const token = secret()
        logIns.users.set(token, granted.user)
        return {
          status: 200,
          body: {
            access_token: token,
            token_type: 'Bearer',
            expires_in: 604_800,
            refresh_token: secret(),
            scope: 'identify guilds',
          },
        }
      },
    },
    {
      // https://discord.com/developers/docs/topics/oauth2#authorization-code-grant-token-revocation-example (2026-11).
      method: 'POST',
      pattern: '/oauth2/token/revoke',
      isPublic: true,
      handle: ({ body }) => {
        const { token = '' } = body as Readonly<Record<string, string | undefined>>
        const user = logIns.users.get(token)
        for (const [other, of] of logIns.users) if (of === user) logIns.users.delete(other)
        return { status: 200, body: {} }
      },
    },
  ]
}
