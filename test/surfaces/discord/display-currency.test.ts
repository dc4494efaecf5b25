import { expect, it } from 'vitest'
import { serveArticle } from './article.ts'
import { botWithCosts } from './booked-costs.ts'
import { answerTo } from './budget-answers.ts'
import { localDiscord, manager, member, runBot } from './local-bot.ts'
import { shows, textOf } from './message-view.ts'
import { fieldOf } from './report-parts.ts'

const inEuros = { DISPLAY_CURRENCY: 'EUR', DISPLAY_RATES: 'EUR=0.5' }
const asManager = { user: manager.id }

it('shows another currency beside dollars in reports, budgets and one’s own costs', async () => {
  const bot = await botWithCosts(inEuros)

  const report = await answerTo(bot, 'costreport', { period: '7-days' }, asManager)
  const budget = await answerTo(bot, 'budget view', {}, asManager)
  const set = await answerTo(bot, 'budget set', { period: 'day', amount: '6' }, asManager)
  const costs = await answerTo(bot, 'costs', {}, { user: member.id })

  expect(textOf(report)).toContain('**$3.500 (≈ €1.75)**')
  expect(textOf(budget)).toContain('$1.50 (≈ €0.75) of $20.00 (≈ €10.00)')
  expect(fieldOf(set, 'Now')).toBe('**$6.00 (≈ €3.00)**')
  expect(fieldOf(costs, 'Last 30 days')).toMatch(/^\*\*\$\d+\.\d{3} \(≈ €\d+\.\d\d\)\*\*$/)
  expect(bot.discord.violations).toEqual([])
})

it('shows it beside what a run may cost and has cost, in the reader’s language', async () => {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle({ isHeld: true })])
  await runBot(discord, { ...inEuros, SOURCE_ALLOW_HOSTS: article.host })
  const asked = discord.command(
    'autointel',
    { url: article.url, depth: 'quick' },
    { user: member.id, locale: 'ru' },
  )
  const progress = await asked.waitFor(shows('0,50'))
  article.release()

  expect(textOf(progress).replaceAll('\u00a0', ' ')).toContain('0,50 $ (≈ 0,25 €)')
})
