import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { isSameSecret } from '../../../access/client-keys.ts'
import type { TextKey } from '../../../locales/translation.ts'
import type { HttpApp, HttpEnvironment, HttpParts } from '../http-context.ts'
import { textsFor } from '../language.ts'
import { ProblemError } from '../problem.ts'
import { callerWith, refuseBlocked } from '../security/guards.ts'
import { limitedBody } from '../security/limited-body.ts'
import { beginSession, endSession, isSecure } from '../security/session-cookie.ts'
import type { PageAssets } from './page-assets.ts'
import { logInDocument, onwardDocument } from './page-document.ts'
import { pageHeaders } from './page-headers.ts'
import { viewPaths } from './views.ts'

type PageContext = Context<HttpEnvironment>
type LogInProblem = Extract<TextKey, `page.logIn.problem.${string}`>

/** @param path where to go on */
type AskAgain = (context: PageContext, problem: LogInProblem, path?: string) => Response | Promise<Response>

const longestFormBytes = 4_096
/** Remembers that a log-in was begun by this browser: what comes back from Discord has to carry the same. */
const stateCookie = 'autointel_log_in'
const logInSeconds = 600
const callbackPath = '/log-in/discord/callback'

/** Logging in with a token or with Discord, and out. */
export function addLogInRoutes(app: HttpApp, parts: HttpParts, assets: PageAssets): void {
  const again: AskAgain = (context, problem, path = viewPaths.runs) => {
    const texts = textsFor(context)
    const withDiscord = parts.discordLogIn !== undefined
    const shown = { texts, assets, path, withDiscord, problem: texts.t(problem) }
    return context.html(logInDocument(shown), 401)
  }
  app.post('/log-in', pageHeaders, async (context) => {
    const form = new URLSearchParams(Buffer.from(await limitedBody(context, longestFormBytes)).toString())
    const to = ownPath(form.get('to'))
    try {
      const authorization = `Bearer ${form.get('token')?.trim() ?? ''}`
      beginSession(context, await callerWith({ authorization }, context, parts), parts)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const isBlocked = error.problem.status === 429
      return again(context, isBlocked ? 'page.logIn.problem.tooMany' : 'page.logIn.problem.wrong', to)
    }
    return context.redirect(to, 303)
  })
  app.post('/log-out', (context) => {
    endSession(context, parts)
    return context.redirect('/', 303)
  })
  addDiscordRoutes(app, parts, assets, again)
}

function addDiscordRoutes(app: HttpApp, parts: HttpParts, assets: PageAssets, again: AskAgain): void {
  const { discordLogIn, autointel, addresses, attempts } = parts
  if (!discordLogIn) return
  const { http } = autointel.config
  const redirectUri = ({ req }: PageContext) =>
    new URL(callbackPath, http.publicUrl ?? `http://${req.header('host')}`).href
  // It comes back from another site, which a strict cookie does not.
  const cookie = { httpOnly: true, sameSite: 'Lax', path: '/log-in', secure: isSecure(http) } as const
  app.get('/log-in/discord', pageHeaders, async (context) => {
    const state = randomBytes(32).toString('base64url')
    setCookie(context, stateCookie, state, { ...cookie, maxAge: logInSeconds })
    return context.redirect(await discordLogIn.address(state, redirectUri(context)), 302)
  })
  app.get(callbackPath, pageHeaders, async (context) => {
    const { code, state } = context.req.query()
    const begun = getCookie(context, stateCookie)
    deleteCookie(context, stateCookie, cookie)
    if (!code || !state || !begun || !isSameSecret(state, begun))
      return again(context, 'page.logIn.problem.notBegun')
    const address = addresses.of(context.env.incoming)
    refuseBlocked(address, attempts)
    const caller = await discordLogIn.logIn(code, redirectUri(context))
    if (!caller) {
      attempts.failed(address)
      return again(context, 'page.logIn.problem.notBegun')
    }
    if (caller.kind === 'manager' && caller.servers.length === 0)
      return again(context, 'page.logIn.problem.noServer')
    beginSession(context, caller, parts)
    return context.html(onwardDocument({ texts: textsFor(context), assets, path: viewPaths.runs }))
  })
}

/** Where to go on: a part of this page and nowhere else. */
function ownPath(path: string | null): string {
  const isOwn = path !== null && (Object.values(viewPaths).includes(path) || /^\/runs\/\w+$/.test(path))
  return isOwn ? path : viewPaths.runs
}
