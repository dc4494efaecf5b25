import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as engine, type Route } from 'playwright-core'
import type { Theme } from './message-html.ts'
import { smallPng } from './small-png.ts'

const origin = 'http://pictures.invalid'
const require = createRequire(import.meta.url)

/** What the component set imports; the browser finds them below `/modules`. */
const entries: Readonly<Record<string, string>> = {
  '@skyra/discord-components-core': 'dist/index.js',
  lit: 'index.js',
  'lit-html': 'lit-html.js',
  'lit-element': 'index.js',
  '@lit/context': 'index.js',
  '@lit/reactive-element': 'reactive-element.js',
}

const imports = Object.fromEntries(
  Object.entries(entries).flatMap(([name, entry]) => [
    [name, `/modules/${name}/${entry}`],
    [`${name}/`, `/modules/${name}/`],
  ]),
)

/** Folders below which the page finds files, by the beginning of their address. */
const folders: Readonly<Record<string, string>> = {
  '/modules/': join(dirname(require.resolve('@skyra/discord-components-core')), '../../..'),
  '/text/': dirname(require.resolve('@fontsource/noto-sans/package.json')),
  '/emoji/': dirname(require.resolve('twemoji-colr-font/package.json')),
}
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

/** Discord's own font is not free: Noto Sans, which the component set takes next, stands in for it. Its emoji are Twemoji. */
const page = (body: string, theme: Theme) => `<!doctype html><meta charset="utf-8">
<script type="importmap">${JSON.stringify({ imports })}</script>
${['400', '400-italic', '500', '600', '700'].map((weight) => `<link rel="stylesheet" href="/text/${weight}.css">`).join('')}
<style>
  @font-face { font-family: "gg sans"; src: url(/emoji/twemoji.woff2); font-weight: 100 900;
    unicode-range: U+231A-23FF, U+25AA-25AB, U+25B6, U+25C0, U+2600-27BF, U+2B05-2B55, U+FE0F, U+1F000-1FAFF }
  body { margin: 0; background: #313338; color: #dbdee1; --card: #242429; --edge: #3f4147; --quiet: #949ba4; --link: #00a8fc; --button: #4e5058 }
  body.light { background: #ffffff; color: #313338; --card: #f9f9fa; --edge: #e1e1e4; --quiet: #5c5e66; --link: #006ce7; --button: #e3e5e8 }
  discord-messages { border: 0 }
  discord-code { margin: 0 3px }
  .parts { display: flex; flex-direction: column; gap: 8px; padding-top: 4px; max-width: 600px }
  .card { display: flex; flex-direction: column; gap: 8px; background: var(--card); border: 1px solid var(--edge); border-left: 4px solid var(--edge); border-radius: 8px; padding: 12px }
  .text { line-height: 1.3; overflow-wrap: anywhere }
  .card h3 { margin: 0; font-size: 1.1rem; line-height: 1.3 }
  .card a { color: var(--link) }
  .card img { width: 100%; border-radius: 6px; display: block }
  discord-subscript { color: var(--quiet) }
  .item { display: flex; gap: 8px; padding-left: 6px }
  .row { display: flex; flex-wrap: wrap; gap: 8px }
  .button { background: var(--button); border-radius: 8px; padding: 6px 12px; font-size: 14px; font-weight: 500 }
  .button.primary { background: #5865f2; color: #fff } .button.success { background: #00863a; color: #fff }
  .button.danger { background: #d22d39; color: #fff } .button.disabled { opacity: 0.5 }
  .menu { display: flex; justify-content: space-between; width: 100%; max-width: 400px; border: 1px solid var(--edge); background: var(--card); border-radius: 8px; padding: 8px 12px; font-size: 14px }
  .file { background: var(--card); border: 1px solid var(--edge); border-radius: 8px; padding: 10px 12px } .file a { color: var(--link) }
</style>
<main>${body}</main><script>document.body.className = "${theme}"</script>
<script type="module">
  await import('@skyra/discord-components-core')
  await Promise.all([...document.querySelectorAll('*')].map((element) => element.updateComplete))
  await document.fonts.ready
  document.body.dataset.ready = 'yes'
</script>`

/** `widthPixels`: 390 is a phone held upright. */
interface Look {
  readonly theme: Theme
  readonly widthPixels: number
}

/** A browser that shows messages. It is given files of this machine and nothing of any other. */
export interface Stage extends AsyncDisposable {
  /** A picture, as PNG, twice as large as on screen. */
  picture(messageHtml: string, look: Look): Promise<Buffer>
}

export async function openStage(): Promise<Stage> {
  const executablePath = await chromium.executablePath()
  const browser: Browser = await engine.launch({ args: chromium.args, executablePath, headless: true })
  // One tab for all: this browser ends with its first one.
  const tab = await browser.newPage({
    deviceScaleFactor: 2,
    colorScheme: 'dark',
  })
  let shown = ''
  await tab.route('**/*', (route) => answer(route, shown))
  return {
    async picture(messageHtml, { theme, widthPixels }) {
      shown = page(messageHtml, theme)
      await tab.setViewportSize({ width: widthPixels, height: 400 })
      await tab.goto(origin)
      await tab.locator('body[data-ready]').waitFor()
      return smallPng(await tab.locator('main').screenshot())
    },
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

async function answer(route: Route, html: string): Promise<void> {
  const { origin: asked, pathname } = new URL(route.request().url())
  if (asked !== origin) return route.abort()
  if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html })
  const start = Object.keys(folders).find((address) => pathname.startsWith(address))
  const folder = start && folders[start]
  if (!folder) return route.fulfill({ status: 404 })
  const file = join(folder, pathname.slice(start.length))
  await route.fulfill({ contentType: types[extname(file)] ?? 'text/plain', body: await readFile(file) })
}
