import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { textsOf } from '../../../../src/locales/i18n.ts'
import { outsideEventForm, outsideEventOf } from '../../../../src/wire/outside-event.ts'
import { openTab } from '../../../support/http/browser.ts'
import { startLocalHttp } from '../../../support/http/local-http.ts'
import { openBrowser } from '../../../support/http/open-browser.ts'
import { startOpenAiServer } from '../../../support/providers/openai-server.ts'
import { thoroughReading } from '../../../support/providers/thorough-reader.ts'
import { serveArticle } from '../../discord/article.ts'
import { guild, localDiscord, manager, owner } from '../../discord/local-bot.ts'

const token = 'a-long-random-token-of-the-operator'
/** Of log-in pages, which are refusals, and of other refusals the browser makes a note. */
const isNoRefusal = (complaint: string) => !/status of 40[13]/.test(complaint)
const noonMs = Date.UTC(2026, 10, 26, 12)
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
  await page.getByText('Call by call').click()
  await page.getByRole('row', { name: 'Analysis openai:gpt-5-mini' }).first().waitFor()
  expect(complaints).toEqual([])
})

/** What another program has spent on each of twenty days, as it reports it. */
async function startSpending(settings: Readonly<Record<string, string>> = {}) {
  const http = await startLocalHttp({ settings, now: () => noonMs })
  const report = (id: string, tenant: string, cost: number, daysAgo: number) => {
    const data = {
      total_cost: cost,
      currency: 'USD' as const,
      api_calls: 2,
      free_requests: 0,
      node_costs: { analysis: cost },
      prompt_tokens: 900,
      completion_tokens: 100,
      total_tokens: 1_000,
    }
    const at = new Date(noonMs - daysAgo * 86_400_000).toISOString()
    const event = outsideEventForm.parse({ id, type: 'track_cost', tenant, at, data })
    return http.autointel.outsideSpend.report(outsideEventOf(event), 'operator')
  }
  for (let day = 0; day < 20; day += 1) await report(`shop-${day}`, 'app_shop', 0.5 + (day % 3), day)
  return { http, report }
}

/** In the browser: how often the canvas has each colour, and the colour of the ground it stands on. */
const countColours = `(() => {
  const canvas = document.querySelector('.chart canvas')
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  const counts = {}
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 255) continue
    const colour = 'rgb(' + data.slice(at, at + 3).join(', ') + ')'
    counts[colour] = (counts[colour] ?? 0) + 1
  }
  return { counts, ground: getComputedStyle(document.body).backgroundColor }
})()`

interface Colours {
  readonly ground: string
  readonly counts: Readonly<Record<string, number>>
}

it.each([
  ['light', 'rgb(255, 255, 255)', 'rgb(36, 80, 197)'],
  ['dark', 'rgb(21, 23, 28)', 'rgb(143, 176, 255)'],
] as const)(
  'draws what was spent over time in %s colours, and tells it to who does not see it',
  async (colorScheme, ground, bars) => {
    const { http } = await startSpending({ HTTP_TOKEN: token })
    const { page, complaints, barriers } = await openTab(browser, `${http.url}/costs`, { colorScheme })
    for (const given of ['guess', token]) {
      await page.getByLabel('Token').fill(given)
      await page.getByRole('button', { name: 'Log in' }).click()
    }
    await page.locator('.chart canvas').waitFor()
    const colours: Colours = await page.evaluate(countColours)
    expect(colours.ground).toBe(ground)
    expect(colours.counts[bars]).toBeGreaterThan(5_000)

    await page.locator('.chart').focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Home')
    await page.getByText('Oct 28, 2026: $0.00').waitFor()
    await page.getByText('The same as a table').click()
    await page.getByRole('row', { name: 'Nov 25, 2026 $1.50' }).waitFor()
    await page.getByRole('button', { name: 'By server' }).click()
    await page.getByRole('row', { name: 'app_shop' }).first().waitFor()
    expect(await barriers()).toEqual([])
    expect(complaints.filter(isNoRefusal)).toEqual([])
  },
)

/** Five and twenty programs, each of which has spent four fifths of its day. */
async function startManySpending() {
  const { http, report } = await startSpending({ DISPLAY_CURRENCY: 'EUR', DISPLAY_RATES: 'EUR=0.92' })
  for (let shop = 10; shop < 35; shop += 1) {
    await http.limit(`app_${shop}`, 'day', '1')
    await report(`shop-of-${shop}`, `app_${shop}`, 0.8, 0)
  }
  return { http, report }
}

it('shows the thresholds that were crossed, sums in another currency, and of many parts the dearest', async () => {
  const { http, report } = await startManySpending()
  const { page, complaints, barriers } = await openTab(browser, `${http.url}/budgets`)
  const crossed = page.getByRole('row', { name: 'app_' })
  await page
    .getByRole('row', { name: 'app_34 Daily budget 75% $0.80 (≈ €0.74) of $1.00 (≈ €0.92)' })
    .waitFor()
  expect(await crossed.count()).toBe(5)
  await page.getByRole('button', { name: 'Older ones' }).click()
  await page.getByRole('row', { name: 'app_25' }).waitFor()
  expect(await crossed.count()).toBe(10)
  expect(await page.locator('#session-cost').textContent()).toBe('$20.50 (≈ €18.86)')

  const subjects = page.locator('section.subject h2')
  expect(await subjects.count()).toBe(20)
  expect(await subjects.allTextContents()).toEqual(expect.arrayContaining(['The whole bot', 'app_shop']))
  await page.getByLabel('Somebody else').fill('app_new')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await page.getByRole('heading', { name: 'app_new' }).waitFor()
  await report('one-more', 'app_34', 0.15, 0)
  await page.getByText('$0.95 (≈ €0.87) of $1.00').first().waitFor()
  await page.getByRole('button', { name: 'Show all 28' }).click()
  expect((await subjects.allTextContents()).slice(0, 3)).toEqual(['app_new', 'The whole bot', 'app_shop'])
  expect(await barriers()).toEqual([])

  await page.getByRole('link', { name: 'Costs' }).click()
  await page.getByRole('button', { name: 'By server' }).click()
  const table = page.getByRole('group', { name: 'By server' })
  await table.getByRole('row', { name: '6 others $4.80' }).waitFor()
  const rows = table.getByRole('row')
  expect(await rows.count()).toBe(22)
  await page.getByRole('button', { name: 'Show all 26' }).click()
  expect(await rows.count()).toBe(27)

  await http.limit('app_shop', 'day', '1.20')
  await page.getByLabel('Whose').fill('app_shop')
  await page.getByLabel('Whose').blur()
  await page
    .getByText(/^Daily budget \(\$1\.20\): used up on Nov \d+, 2026, \d+:\d\d [AP]M at this pace\.$/)
    .waitFor()
  expect(await barriers()).toEqual([])
  expect(complaints).toEqual([])
})

it('fits a phone, in Russian', async () => {
  const { http } = await startManySpending()
  const tab = await openTab(browser, http.url, { locale: 'ru-RU', isPhone: true, colorScheme: 'dark' })
  const { page } = tab
  const views = [
    'Прочитать ссылку',
    'Расходы',
    'Бюджеты',
    'Спросить о прочитанном',
    'Цены',
    'Сверить со счётом',
  ]
  for (const view of views) {
    await page.getByRole('link', { name: view }).click()
    await page.getByRole('heading', { level: 1, name: view }).waitFor()
    await page.locator('#view > *').first().waitFor({ state: 'attached' })
    expect(await tab.barriers()).toEqual([])
    const overhang = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect([view, overhang]).toEqual([view, 0])
  }
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'Compare with a bill' }).waitFor()
  await page.goto(http.url)
  await page.getByRole('heading', { level: 1, name: 'Read a link' }).waitFor()
  expect(tab.complaints).toEqual([])
})

it('shows a manager of one server its money as it is spent, and no other server', async () => {
  const elsewhere = { id: '120000000000000002', name: 'Elsewhere', owner: owner.id }
  const discord = await localDiscord({ guilds: [guild, elsewhere] })
  const { http, report } = await startSpending({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CLIENT_SECRET: discord.clientSecret,
  })
  discord.sitDown(manager.id)
  const tab = await openTab(browser, http.url, { goesTo: [new URL(discord.apiUrl).host] })
  const { page } = tab
  await page.getByRole('link', { name: 'Log in with Discord' }).click()
  await page.getByRole('link', { name: 'Budgets' }).click()
  await page.getByRole('heading', { name: guild.name }).waitFor()

  await report('theirs', `guild_${elsewhere.id}`, 7, 0)
  await report('ours', `guild_${guild.id}`, 0.25, 0)
  await page.locator('#session-cost', { hasText: '$0.25' }).waitFor()
  await page.getByText('$0.25 of $20.00').waitFor()

  await page.getByRole('button', { name: `Change: Daily budget of ${guild.name}` }).click()
  await page.getByLabel('Limit').fill('50')
  await page.getByRole('button', { name: 'Set' }).click()
  await page.getByText('The bot’s owner allows at most $20.00 here.').waitFor()
  await page.getByLabel('Limit').fill('0.40')
  await page.getByRole('button', { name: 'Set' }).click()
  await page.getByText('$0.25 of $0.40').first().waitFor()
  await page.getByText(`Daily budget of ${guild.name} at 62.5%`).waitFor()

  expect(await page.getByText(elsewhere.name).count()).toBe(0)
  expect(await tab.barriers()).toEqual([])
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
  expect(await tab.barriers()).toEqual([])

  // The owner sees both, by the names that the bot knows.
  discord.sitDown(owner.id)
  await page.getByRole('link', { name: 'Log in with Discord' }).click()
  await page.getByRole('link', { name: 'Budgets' }).click()
  for (const { name } of [guild, elsewhere]) await page.getByRole('heading', { name }).waitFor()
  expect(tab.complaints.filter(isNoRefusal)).toEqual([])
})
