import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import { serveArticle } from './article.ts'
import { channel, dataFolder, guild, localDiscord, member, owner, runBot } from './local-bot.ts'
import { actionsOf, buttonOf, shows, textOf } from './message-view.ts'

/** A call costs $0.60, and the server may spend $1 a day. */
async function dearBot() {
  const [discord, article, provider, folder] = await Promise.all([
    localDiscord({ owner: owner.id }),
    serveArticle(),
    startOpenAiServer(),
    dataFolder(),
  ])
  onTestFinished(() => provider.close())
  const price = { input_per_million: '0', output_per_million: '0', per_request: '0.60' }
  await writeFile(join(folder, 'prices.json'), JSON.stringify({ models: { 'openai:gpt-5-mini': price } }))
  await writeFile(join(folder, 'config.json'), JSON.stringify({ budgets: { default: { day: '1.00' } } }))
  const running = await runBot(discord, {
    SOURCE_ALLOW_HOSTS: article.host,
    DATA_DIR: folder,
    CONFIG_FILE: join(folder, 'config.json'),
    PRICES_FILE: join(folder, 'prices.json'),
    MODELS: 'openai:gpt-5-mini',
    OPENAI_API_KEY: 'test-key-of-nobody',
    OPENAI_BASE_URL: provider.url,
  })
  return { discord, article, running }
}

it('tells an owner in the language in which they last spoke to the bot', async () => {
  const { discord, article, running } = await dearBot()
  const place = { guild: guild.id, channel, locale: 'ru' }
  const other = discord.command('costs', {}, { ...place, user: member.id })
  await other.waitFor(shows('Ваши расходы'))
  discord.command('autointel', { url: article.url, depth: 'standard' }, { ...place, user: owner.id })

  const alert = await discord.waitForDirectMessage(owner.id, shows('60'))
  expect(textOf(alert)).toContain('Бюджет на день: 50')
  expect(await running.context.autointel.outbox.localeOf(member.id)).toBeUndefined()
})

it('tells the owner by direct message, once, when a run takes a server past a threshold, and opens the report', async () => {
  const { discord, article } = await dearBot()
  const place = { user: member.id, guild: guild.id, channel }
  const asked = discord.command('autointel', { url: article.url, depth: 'standard' }, place)
  await asked.waitFor((message) => actionsOf(message).includes('details'))
  const alert = await discord.waitForDirectMessage(owner.id, shows('60'))
  expect(textOf(alert)).toContain('Readers')
  expect(textOf(alert)).toContain('$0.60')

  const opened = discord.button(alert, buttonOf(alert, 'open-report'), { user: owner.id, isDirect: true })
  await opened.waitFor(shows('By task'))
  expect(discord.directMessages(owner.id)).toHaveLength(1)
  expect(discord.violations).toEqual([])
  expect(discord.messagesThatMayMention()).toEqual([])
})

it.each([
  ['en-US', 'used up'],
  ['ru', 'исчерпан'],
])('tells the owner of a limit that is lowered below what is spent, in %s', async (locale, usedUp) => {
  const { discord, article } = await dearBot()
  const asOwner = { user: owner.id, guild: guild.id, channel, locale }
  const asked = discord.command('autointel', { url: article.url, depth: 'standard' }, asOwner)
  await asked.waitFor((message) => actionsOf(message).includes('details'))
  await discord.waitForDirectMessage(owner.id, shows('60'))
  await discord
    .command('budget set', { period: 'day', amount: '0.50' }, asOwner)
    .waitFor((message) => textOf(message) !== '')
  const told = await discord.waitForDirectMessage(owner.id, shows(usedUp))

  expect(textOf(told)).toMatch(/0[.,]50/)
  expect(discord.violations).toEqual([])
})
