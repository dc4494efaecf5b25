import { expect, it } from 'vitest'
import { booked } from './booked-costs.ts'
import { channel, localDiscord, manager, owner, runBot } from './local-bot.ts'
import { actionsOf, buttonOf, shows, textOf } from './message-view.ts'
import { isAnswered } from './report-parts.ts'

it.each([
  ['en-US', 'the same tokens by `openai:gpt-5-nano` cost so much less'],
  ['ru', 'те же токены с `openai:gpt-5-nano` стоят на столько меньше'],
])('the owners see what could be saved, managers do not, in %s', async (locale, words) => {
  const discord = await localDiscord({ owner: owner.id })
  const { context } = await runBot(discord, {
    MODELS: 'openai:gpt-5-mini,openai:gpt-5-nano',
    OPENAI_API_KEY: 'test-key-of-nobody',
  })
  const usage = { inputTokens: { total: 4_000_000 }, outputTokens: { total: 500_000 } }
  await booked(context.autointel.ledger, '2.00', { atMs: Date.now() - 1, usage })
  const place = { user: owner.id, isDirect: true, locale }

  const report = await discord.command('costreport', { server: 'all' }, place).waitFor(isAnswered)
  const told = await discord.button(report, buttonOf(report, 'savings'), place).waitFor(shows('gpt-5-nano'))
  const ofServer = await discord.command('costreport', {}, { user: manager.id, channel }).waitFor(isAnswered)

  expect(textOf(told)).toContain(words)
  expect(actionsOf(ofServer)).not.toContain('savings')
  expect(discord.violations).toEqual([])
})
