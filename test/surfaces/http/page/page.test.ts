import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { textsOf } from '../../../../src/locales/i18n.ts'
import { openBrowser, openTab } from '../../../support/http/browser.ts'
import { startLocalHttp } from '../../../support/http/local-http.ts'
import { startOpenAiServer } from '../../../support/providers/openai-server.ts'
import { thoroughReading } from '../../../support/providers/thorough-reader.ts'
import { serveArticle } from '../../discord/article.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** The page of somebody who reads articles with a model that costs money. */
async function startReading() {
  const [provider, article] = await Promise.all([startOpenAiServer(), serveArticle()])
  onTestFinished(() => provider.close())
  provider.respondWith((request) => thoroughReading(request))
  const http = await startLocalHttp({
    settings: {
      SOURCE_ALLOW_HOSTS: article.host,
      MODELS: 'openai:gpt-5-mini',
      OPENAI_API_KEY: 'sk-operator',
      OPENAI_BASE_URL: provider.url,
    },
  })
  return { http, article }
}

it('reads a link in view of its cost, stops at a limit, and goes on once that is raised', async () => {
  const { http, article } = await startReading()
  await http.limit('web', 'day', '0.000001')
  const { page, complaints, barriers } = await openTab(browser, http.url)
  expect(await page.locator('#session-cost').textContent()).toBe('$0.00')

  await page.getByLabel('Link').fill(article.url)
  await page.getByLabel('Depth').selectOption('quick')
  await page.getByRole('button', { name: 'Read it' }).click()
  await page.getByText('stopped by a limit').first().waitFor()
  expect(await barriers()).toEqual([])

  await page.getByLabel('New limit').fill('5')
  await page.getByRole('button', { name: 'Raise the limit' }).click()
  await page.getByText('The limit of web is $5.00 now.').waitFor()
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('heading', { name: 'Brief' }).waitFor()

  const spent = await http.autointel.ledger.summary({ fromMs: 0, toMs: Number.MAX_SAFE_INTEGER }, {})
  expect(spent.costNanoUsd).toBeGreaterThan(0n)
  const shown = textsOf('en').money(spent.costNanoUsd)
  await page.locator('#session-cost', { hasText: shown }).waitFor()
  await page.locator('.bill', { hasText: shown }).waitFor()
  expect(complaints).toEqual([])
})
