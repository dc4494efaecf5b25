import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { HttpEnvironment, HttpParts } from '../http-context.ts'
import type { Caller } from './caller.ts'
import { sessionSeconds } from './sessions.ts'

const sessionCookie = 'autointel_session'

type SessionParts = Pick<HttpParts, 'sessions' | 'autointel'>

/** What the browser shows of its session, if it has one. */
export function givenSession(context: Context<HttpEnvironment>): string | undefined {
  return getCookie(context, sessionCookie)
}

/** Logs a browser in: with a cookie that no script reads and no other site sends. */
export function beginSession(context: Context<HttpEnvironment>, caller: Caller, parts: SessionParts): void {
  setCookie(context, sessionCookie, parts.sessions.begin(caller), {
    ...attributes(parts),
    maxAge: sessionSeconds,
  })
}

export function endSession(
  context: Context<HttpEnvironment>,
  parts: SessionParts & Pick<HttpParts, 'discordLogIn'>,
): void {
  const session = givenSession(context) ?? ''
  const caller = parts.sessions.find(session)
  parts.sessions.end(session)
  // Whoever logs out does not wait for Discord.
  if (caller && caller.kind !== 'key' && caller.discord) void parts.discordLogIn?.giveBack(caller.discord)
  deleteCookie(context, sessionCookie, attributes(parts))
}

function attributes({ autointel }: SessionParts) {
  return { httpOnly: true, sameSite: 'Strict', path: '/', secure: isSecure(autointel.config.http) } as const
}

/** Whether people reach this over TLS. */
export function isSecure({ publicUrl }: { readonly publicUrl: string | undefined }): boolean {
  return publicUrl?.startsWith('https:') === true
}
