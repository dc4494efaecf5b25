import type { Page } from 'playwright-core'
import { createLog } from '../../src/app/log.ts'
import { serveHttp } from '../../src/surfaces/http/serve-http.ts'
import { openBrowser } from '../../test/support/http/open-browser.ts'
import { bookWeeks, openWorld } from './run-scenes.ts'
import { smallPng } from './small-png.ts'

/** The page in a browser, by the name of each picture: a run with its bill, and the costs of the weeks before it. */
export async function drawPage(): Promise<ReadonlyMap<string, Buffer>> {
  await using world = await openWorld()
  const log = createLog({ level: 'error', secrets: [], output: process.stderr })
  const server = await serveHttp({ autointel: world.autointel, log, port: 0 })
  const browser = await openBrowser()
  try {
    const draw = async (
      path: string,
      colorScheme: 'light' | 'dark',
      prepare: (page: Page) => Promise<void>,
    ) => {
      const viewport = { width: 1_000, height: 1_100 }
      const look = {
        viewport,
        colorScheme,
        locale: 'en-US',
        timezoneId: 'UTC',
        deviceScaleFactor: 2,
      } as const
      const page = await browser.newPage(look)
      await page.goto(`${server.url}${path}`)
      await prepare(page)
      await page.evaluate('scrollTo(0, 0)')
      const picture = smallPng(await page.screenshot())
      await page.close()
      return picture
    }
    await bookWeeks(world.ledger)
    const run = await draw('/', 'light', async (page) => {
      await page.getByLabel('Link').fill(`${world.origin}/harbour`)
      await page.getByLabel('Depth').selectOption('deep')
      await page.getByRole('button', { name: 'Read it' }).click()
      await page.getByRole('heading', { name: 'Brief' }).waitFor()
    })
    const costs = await draw('/costs', 'dark', async (page) => {
      await page.locator('.chart canvas').waitFor()
      await page.getByRole('button', { name: 'By member' }).click()
      await page.getByRole('row', { name: '411223344556677889' }).waitFor()
    })
    return new Map([
      ['page-run', run],
      ['page-costs', costs],
    ])
  } finally {
    await browser.close()
    await server.stop(0)
  }
}
