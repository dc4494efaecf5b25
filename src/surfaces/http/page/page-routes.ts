import type { Context } from 'hono'
import { compress } from 'hono/compress'
import { setCookie } from 'hono/cookie'
import { languageNames } from '../../../locales/i18n.ts'
import type { HttpApp, HttpEnvironment, HttpParts } from '../http-context.ts'
import { languageCookie, textsFor } from '../language.ts'
import { ProblemError } from '../problem.ts'
import { refuseTooMany, requireCaller } from '../security/guards.ts'
import { isSecure } from '../security/session-cookie.ts'
import { addLogInRoutes } from './log-in-routes.ts'
import { PageAssets } from './page-assets.ts'
import { logInDocument, viewDocument } from './page-document.ts'
import { pageHeaders } from './page-headers.ts'
import { readPageData, serverCookie } from './read-page-data.ts'
import { type ViewName, viewNames, viewPaths } from './views.ts'

type PageContext = Context<HttpEnvironment>

const yearSeconds = 365 * 86_400

/** The page: a document for each view, what it is made of, and logging in. */
export function addPageRoutes(app: HttpApp, parts: HttpParts): void {
  const assets = new PageAssets()
  app.get(
    '/assets/:name',
    (context) =>
      assets.answer(context.req.param('name'), context.req.header('accept-encoding')) ?? context.notFound(),
  )
  for (const view of viewNames)
    app.get(viewPaths[view], compress(), pageHeaders, (context) => viewAnswer(context, view, parts, assets))
  app.get('/runs/:id', compress(), pageHeaders, (context) => viewAnswer(context, 'runs', parts, assets))
  addLogInRoutes(app, parts, assets)
}

async function viewAnswer(
  context: PageContext,
  view: ViewName,
  parts: HttpParts,
  assets: PageAssets,
): Promise<Response> {
  keepChoices(context, parts)
  const shown = { texts: textsFor(context), assets, path: context.req.path }
  try {
    const caller = await requireCaller(context, parts)
    refuseTooMany(caller, parts.requestRates)
    context.set('caller', caller)
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status !== 401) throw error
    const withDiscord = parts.discordLogIn !== undefined
    return context.html(logInDocument({ ...shown, withDiscord, problem: undefined }), 401)
  }
  return context.html(viewDocument(await readPageData(context, view, parts), shown))
}

/** A language or a server that was chosen is remembered. */
function keepChoices(context: PageContext, { autointel }: HttpParts): void {
  const { req } = context
  const secure = isSecure(autointel.config.http)
  const keep = (name: string, value: string | undefined) => {
    if (value === undefined) return
    setCookie(context, name, value, {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      secure,
      maxAge: yearSeconds,
    })
  }
  keep(
    languageCookie,
    languageNames.find((name) => name === req.query('lang')),
  )
  keep(serverCookie, /^guild_\d+$/.exec(req.query('server') ?? '')?.[0])
}
