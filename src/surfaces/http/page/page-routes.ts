import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { languageNames } from '../../../locales/i18n.ts'
import type { HttpApp, HttpEnvironment, HttpParts } from '../http-context.ts'
import { languageCookie, textsFor } from '../language.ts'
import { ProblemError } from '../problem.ts'
import { callerWith, requireCaller } from '../security/guards.ts'
import { limitedBody } from '../security/limited-body.ts'
import { beginSession, endSession, isSecure } from '../security/session-cookie.ts'
import { PageAssets } from './page-assets.ts'
import { logInDocument, viewDocument } from './page-document.ts'
import { readPageData } from './read-page-data.ts'
import { type ViewName, viewNames, viewPaths } from './views.ts'

type PageContext = Context<HttpEnvironment>

const yearSeconds = 365 * 86_400
const longestFormBytes = 4_096
/** Nothing but what is here: no script and no style in the document itself, no frame around it, no other site. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The page: a document for each view, what it is made of, and logging in. */
export function addPageRoutes(app: HttpApp, parts: HttpParts): void {
  const assets = new PageAssets()
  app.get(
    '/assets/:name',
    (context) =>
      assets.answer(context.req.param('name'), context.req.header('accept-encoding')) ?? context.notFound(),
  )
  for (const view of viewNames) app.get(viewPaths[view], (context) => viewAnswer(context, view))
  app.get('/runs/:id', (context) => viewAnswer(context, 'runs'))
  addLogIn(app, parts, assets)

  async function viewAnswer(context: PageContext, view: ViewName): Promise<Response> {
    keepChosenLanguage(context, parts)
    context.header('content-security-policy', contentSecurityPolicy)
    context.header('cache-control', 'no-store')
    try {
      context.set('caller', await requireCaller(context, parts))
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) return askToLogIn(context, assets)
      throw error
    }
    const data = await readPageData(context, view, parts)
    return context.html(viewDocument(data, { texts: textsFor(context), assets, path: context.req.path }))
  }
}

function addLogIn(app: HttpApp, parts: HttpParts, assets: PageAssets): void {
  app.post('/log-in', async (context) => {
    context.header('content-security-policy', contentSecurityPolicy)
    const form = new URLSearchParams(Buffer.from(await limitedBody(context, longestFormBytes)).toString())
    try {
      const authorization = `Bearer ${form.get('token')?.trim() ?? ''}`
      beginSession(context, await callerWith({ authorization }, context, parts), parts)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const { status } = error.problem
      const problem = textsFor(context).t(status === 429 ? 'page.logIn.tooMany' : 'page.logIn.wrong')
      return askToLogIn(context, assets, problem)
    }
    return context.redirect(ownPath(form.get('to')), 303)
  })
  app.post('/log-out', (context) => {
    endSession(context, parts)
    return context.redirect('/', 303)
  })
}

function askToLogIn(context: PageContext, assets: PageAssets, problem?: string) {
  const { path } = context.req
  const shown = { texts: textsFor(context), assets, path: path === '/log-in' ? '/' : path, problem }
  return context.html(logInDocument({ ...shown, withDiscord: false }), 401)
}

function keepChosenLanguage(context: PageContext, { autointel }: HttpParts): void {
  const chosen = languageNames.find((name) => name === context.req.query('lang'))
  if (chosen === undefined) return
  const secure = isSecure(autointel.config.http)
  setCookie(context, languageCookie, chosen, {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    secure,
    maxAge: yearSeconds,
  })
}

/** Where to go on: a part of this page and nowhere else. */
function ownPath(path: string | null): string {
  const isOwn = path !== null && (Object.values(viewPaths).includes(path) || /^\/runs\/\w+$/.test(path))
  return isOwn ? path : viewPaths.runs
}
