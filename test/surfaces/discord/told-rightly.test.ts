import { expect, it } from 'vitest'
import { serveArticle } from './article.ts'
import { guild, localDiscord, manager, member, other, owner, runBot } from './local-bot.ts'
import { actionsOf, buttonOf, isForOneAlone, shows, textOf } from './message-view.ts'
import { paidBot } from './paid-bot.ts'
import { attached, isAnswered } from './report-parts.ts'

// Messages that once read wrongly, in each language, as members get them.

it.each([
  ['en-US', 'This server’s budget for the day', 'not reached'],
  ['ru', 'Бюджета этого сервера на день', 'не дошло'],
])('answers a refusal at the start shortly, and as such, in %s', async (locale, text, tasks) => {
  const { discord, article } = await paidBot({ default: { day: 0 } })
  const place = { user: member.id, locale }
  const refused = await discord
    .command('autointel', { url: article.url, depth: 'quick' }, place)
    .waitFor(shows(text))
  expect(textOf(refused)).not.toContain(tasks)
  expect(textOf(refused).split('\n').length).toBeLessThanOrEqual(8)
  expect(actionsOf(refused)).toContain('resets')
  expect(actionsOf(refused)).not.toContain('continue')
})

it.each([
  ['en-US', 'Runs are being refused'],
  ['ru', 'Запускам отказано'],
])('tells an owner who reads %s once that runs are being refused, however many are', async (locale, text) => {
  const { discord, article } = await paidBot({ default: { day: '0.0001' } })
  await discord.command('costs', {}, { user: owner.id, locale }).waitFor(isAnswered)
  for (const user of [member.id, other.id]) {
    const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user })
    await asked.waitFor((message) => actionsOf(message).includes('resets'))
  }
  await discord.waitForDirectMessage(owner.id, shows(text))
  expect(discord.directMessages(owner.id).filter(shows(text))).toHaveLength(1)
})

it.each([
  ['en-US', 'Only the member who asked and this server’s managers may do that.'],
  ['ru', 'Это могут сделать только автор запроса и управляющие сервером.'],
])('says who may do what in good %s', async (locale, text) => {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle()])
  await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const brief = await asked.waitFor(shows('Harbour closed'))
  const pressed = discord.select(brief, buttonOf(brief, 'deeper'), ['standard'], { user: other.id, locale })
  expect(isForOneAlone(await pressed.waitFor(shows(text)))).toBe(true)
})

it.each([
  ['en-US', 'already spent', 'hard'],
  ['ru', 'уже потрачено', 'жёсткий'],
])(
  'sets a limit of nothing where nothing is spent, with modes by name, in %s',
  async (locale, wrong, mode) => {
    const discord = await localDiscord()
    await runBot(discord)
    const place = { user: owner.id, locale }
    const set = await discord
      .command('budget set', { period: 'day', amount: '0', mode: 'hard' }, place)
      .waitFor(isAnswered)
    expect(textOf(set)).not.toContain(wrong)
    expect(textOf(set)).toContain(mode)
  },
)

it.each([
  ['en-US', /^\*\*Cost report of 1 day\*\* · \w{3} \d{1,2}, \d{4}$/],
  ['ru', /^\*\*Отчёт о расходах за 1 день\*\* · \d{1,2} \S+ \d{4} г\.$/],
])('names one day once in %s, and a server as it is called', async (locale, text) => {
  const discord = await localDiscord({ guilds: [{ ...guild, name: 'guild_200 *bold*' }] })
  await runBot(discord)
  const asked = discord.command('exportcostreport', { period: 'today' }, { user: manager.id, locale })
  const answer = await asked.waitFor(isAnswered)
  expect(textOf(answer)).toMatch(text)
  expect(attached(discord, answer)[1]).toContain('guild_200')
})
