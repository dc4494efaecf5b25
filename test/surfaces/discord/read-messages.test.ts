import { MessageFlags } from 'discord.js'
import { expect, it } from 'vitest'
import { pressableComponents } from '../../support/discord/interactions/components.ts'
import type { PostOptions } from '../../support/discord/posts.ts'
import type { LocalFile } from '../../support/discord/uploads.ts'
import { serveArticle } from './article.ts'
import { channel, guild, localDiscord, member, other, owner, runBot } from './local-bot.ts'
import { shows, textOf } from './message-view.ts'

const analyse = 'Analyse with Autointel'
const thread = '130000000000000003'
const notes: LocalFile = {
  name: 'notes.md',
  contentType: 'text/markdown',
  bytes: Buffer.from(
    '# Ferry notes\n\nThe ferry to Westmere runs twice a day since the harbour was closed on Monday.',
  ),
}

async function readingBot() {
  const channels = [{ id: channel, name: 'general', threads: [{ id: thread, name: 'links' }] }]
  const [discord, article] = await Promise.all([
    localDiscord({
      users: [owner, member, { ...other, locale: 'ru' }],
      guilds: [
        { ...guild, members: [{ user: owner.id }, { user: member.id }, { user: other.id }], channels },
      ],
    }),
    serveArticle(),
  ])
  const hosts = [article.host, new URL(discord.apiUrl).host].join(',')
  const { context } = await runBot(discord, { SOURCE_ALLOW_HOSTS: hosts })
  const post = (content: string, options: PostOptions = {}) =>
    discord.post(content, { user: other.id, ...options })
  return { discord, article, post, workflows: context.autointel.workflows }
}

it('reads the link of a message for whoever chooses it, in the thread that it stands in', async () => {
  const { discord, article, post, workflows } = await readingBot()
  const posted = post(`Have you seen <${article.url}>?`, { channel: thread })
  const asked = discord.messageCommand(analyse, posted, { user: member.id })
  const brief = await asked.waitFor(shows('Harbour closed'))
  expect(brief.channel_id).toBe(thread)
  expect(await workflows.recent({ limit: 2 })).toMatchObject([
    { user: member.id, depth: 'standard', tenant: `guild_${guild.id}`, visibility: 'server', channel },
  ])
  expect(discord.violations).toEqual([])
})

it('reads the link of a card, as bots write them', async () => {
  const { discord, article, post } = await readingBot()
  const first = discord.messageCommand(analyse, post(article.url), { user: member.id })
  const brief = await first.waitFor(shows('Harbour closed'))
  expect(brief.content).toBe('')
  const again = discord.messageCommand(analyse, brief, { user: other.id })
  await again.waitFor(shows('Harbour closed'))
  expect(discord.violations).toEqual([])
})

it('reads the file of a message', async () => {
  const { discord, post } = await readingBot()
  const posted = post('', { files: [notes] })
  const asked = discord.messageCommand(analyse, posted, { user: member.id })
  expect(textOf(await asked.waitFor(shows('standard · wf_')))).toContain('Ferry notes')
  expect(discord.violations).toEqual([])
})

it('lets the member choose of several, one after the other, and shows the list to nobody else', async () => {
  const { discord, article, post, workflows } = await readingBot()
  const posted = post(`${article.url} and ${article.url}/more`, { files: [notes] })
  const asked = discord.messageCommand(analyse, posted, { user: member.id })
  const list = await asked.waitFor(shows('What shall I read?'))
  expect((list.flags ?? 0) & MessageFlags.Ephemeral).not.toBe(0)
  const [select] = pressableComponents(list)
  const values = (select?.options ?? []).map(({ value }) => value)
  expect((select?.options ?? []).map(({ label }) => label)).toEqual([
    `1. ${article.host}/harbour`,
    `2. ${article.host}/harbour/more`,
    '3. notes.md',
    'Compare all: 3',
  ])

  const second = discord.select(list, 'read', values.slice(1, 2), { user: member.id })
  await second.waitFor(shows('Harbour closed'))
  const third = discord.select(list, 'read', values.slice(2, 3), { user: member.id })
  expect(textOf(await third.waitFor(shows('standard · wf_')))).toContain('Ferry notes')

  const all = discord.select(list, 'read', values.slice(3), { user: member.id })
  await all.waitFor(shows('standard · wf_'))

  const runs = await workflows.recent({ limit: 4 })
  expect(runs.map(({ location }) => location.address)).toEqual([
    `${article.url} ${article.url}/more notes.md`,
    'notes.md',
    `${article.url}/more`,
  ])
  expect(article.requests.toSorted()).toEqual(['/harbour', '/harbour/more', '/harbour/more'])
  expect(discord.violations).toEqual([])
})

it.each([
  ['en-US', 'There is no link and no file in this message.'],
  ['ru', 'В этом сообщении нет ни ссылок, ни файлов.'],
])('says to who reads %s that a message has nothing to read', async (locale, text) => {
  const { discord, post } = await readingBot()
  const asked = discord.messageCommand(analyse, post('Good morning!'), { user: member.id, locale })
  const told = await asked.waitFor(shows(text))
  expect(told.flags).toBe(MessageFlags.Ephemeral)
})

it('offers as many links as a message holds, and says how many it leaves out', async () => {
  const { discord, post } = await readingBot()
  const links = Array.from({ length: 30 }, (_, index) => `https://example.com/${'x'.repeat(40)}${index}`)
  const posted = post(links.join('\n'))
  const asked = discord.messageCommand(analyse, posted, { user: other.id })
  const list = await asked.waitFor(shows('Что мне прочитать?'))
  const offered = pressableComponents(list)[0]?.options ?? []
  expect(offered).toHaveLength(24)
  expect(textOf(list)).toContain('Здесь не поместилось: 6')
  expect(discord.violations).toEqual([])
})
