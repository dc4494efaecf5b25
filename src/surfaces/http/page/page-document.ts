import { html, raw } from 'hono/html'
import { languageNames } from '../../../locales/i18n.ts'
import type { Texts } from '../../../locales/texts.ts'
import { moneyInBothFormat } from './money-format.ts'
import type { PageAssets } from './page-assets.ts'
import type { PageData } from './page-data.ts'
import { operatorViews, viewNames, viewPaths } from './views.ts'

type Html = ReturnType<typeof html>

interface Document {
  readonly texts: Texts
  readonly assets: PageAssets
  readonly title: string
  readonly path: string
  readonly header: Html
  readonly body: Html
}

/** The whole document of a view: its frame and the session's cost are there before any script is. */
export function viewDocument(
  data: PageData,
  shown: { readonly texts: Texts; readonly assets: PageAssets; readonly path: string },
): Html {
  const { texts, assets } = shown
  const { view, caller, sessionCost, language, currency } = data
  const views = viewNames.filter((name) => caller.role === 'operator' || !operatorViews.includes(name))
  return page({
    ...shown,
    title: texts.t(`page.view.${view}`),
    header: html`<p class="session" id="session">
        <span>${texts.t('page.session.label')}</span>
        <output id="session-cost" aria-live="off">${moneyInBothFormat(language, currency)(sessionCost.total_cost)}</output>
      </p>
      ${callerParts(data, texts, shown.path)}
      <nav aria-label="${texts.t('page.views')}">
        ${views.map(
          (name) =>
            html`<a href="${viewPaths[name]}"${name === view ? raw(' aria-current="page"') : ''}>${texts.t(`page.view.${name}`)}</a> `,
        )}
      </nav>`,
    body: html`<div id="view"><noscript><p>${texts.t('page.noScript')}</p></noscript></div>
      <script type="application/json" id="page-data">${raw(scriptJson(data))}</script>
      <script type="module" src="${assets.script}"></script>`,
  })
}

/** Who is logged in, and of several servers which one is shown. */
function callerParts({ caller, tenant }: PageData, texts: Texts, path: string): Html {
  const { name, tenants, role, isLoggedIn } = caller
  const choice =
    role === 'manager' &&
    html`<form method="get" action="${path}"><label>${texts.t('page.server')}
      <select name="server">${tenants.map(
        (one) =>
          html`<option value="${one.tenant}"${one.tenant === tenant ? raw(' selected') : ''}>${one.name}</option>`,
      )}</select></label> <button class="quiet">${texts.t('page.show')}</button></form>`
  const leave =
    isLoggedIn &&
    html`<form method="post" action="/log-out"><button class="quiet">${texts.t('page.logIn.leave')}</button></form>`
  return html`<div class="caller">${choice || ''}${name ?? ''}${leave || ''}</div>`
}

/** What somebody sees who has yet to log in. */
export function logInDocument(shown: {
  readonly texts: Texts
  readonly assets: PageAssets
  readonly path: string
  readonly withDiscord: boolean
  readonly problem: string | undefined
}): Html {
  const { texts, path, withDiscord, problem } = shown
  return page({
    ...shown,
    title: texts.t('page.logIn.title'),
    header: html``,
    body: html`${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}
      ${withDiscord ? html`<p><a class="button" href="/log-in/discord">${texts.t('page.logIn.discord')}</a></p>` : ''}
      <form method="post" action="/log-in" class="fields">
        <input type="hidden" name="to" value="${path}">
        <label>${texts.t('page.logIn.token')}
          <input type="password" name="token" required maxlength="500" autocomplete="current-password"></label>
        <button>${texts.t('page.logIn.button')}</button>
      </form>`,
  })
}

/** Goes on to the page from a log-in elsewhere: a redirection would come from there, and the session's cookie would stay at home. */
export function onwardDocument(shown: {
  readonly texts: Texts
  readonly assets: PageAssets
  readonly path: string
}): Html {
  const { texts, path } = shown
  return page({
    ...shown,
    title: texts.t('page.logIn.done'),
    header: html`<meta http-equiv="refresh" content="0; url=${path}">`,
    body: html`<p><a href="${path}">${texts.t('page.logIn.onward')}</a></p>`,
  })
}

function page({ texts, assets, title, path, header, body }: Document): Html {
  return html`<!doctype html>
<html lang="${texts.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Autointel</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets.styles}">
</head>
<body>
<a class="skip" href="#main">${texts.t('page.skip')}</a>
<header><a class="name" href="/">Autointel</a>${header}</header>
<main id="main" tabindex="-1"><h1>${title}</h1>${body}</main>
<footer>
<p>${languageNames.map((name) => languageLink(name, texts, path))}</p>
<p><a href="/openapi.json">${texts.t('page.api')}</a></p>
</footer>
</body>
</html>`
}

function languageLink(name: string, { locale }: Texts, path: string): Html {
  const own = new Intl.DisplayNames(name, { type: 'language' }).of(name) ?? name
  if (name === locale) return html`<span lang="${name}" aria-current="true">${own}</span> `
  return html`<a href="${path}?lang=${name}" lang="${name}" hreflang="${name}">${own}</a> `
}

/** As it may stand within a script element, which `</script>` would end. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`)
}
