import type { APIMessage } from 'discord.js'
import { expect, it } from 'vitest'
import { serveArticle } from './article.ts'
import { channel, guild, localDiscord, manager, member, other, owner, runBot } from './local-bot.ts'
import { actionsOf, buttonOf, isForOneAlone, shows, textOf } from './message-view.ts'

const account = `watch_${guild.id}`
const poster = { user: other.id }
const isDone = shows('стандартный · wf_')

/** A server one of whose channels is watched, since after an early link. */
async function watchingBot(mode = 'automatic') {
  const [discord, article] = await Promise.all([
    localDiscord({
      privilegedIntents: true,
      users: [owner, { ...member, locale: 'ru' }, other, manager],
    }),
    serveArticle(),
  ])
  const running = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host, WATCH_CHANNELS: 'on' })
  const { workflows } = running.context.autointel
  const post = (content: string) => discord.post(content, { ...poster, channel })
  const early = post(`${article.url}/early`)
  await discord
    .command('settings watch', { channel, mode }, { user: manager.id })
    .waitFor((message) => textOf(message) !== '')
  const runs = () => workflows.recent({ user: account, limit: 50 })
  return { discord, article, running, workflows, runs, post, early }
}

/** A link that was posted and read. */
async function watchedBrief() {
  const bot = await watchingBot()
  bot.post(bot.article.url)
  const brief = await bot.discord.waitForMessage(channel, shows('Harbour closed'))
  const [run] = await bot.runs()
  return { ...bot, brief, id: run?.id ?? '' }
}

it.each([
  ['who posted the link', poster, 'Forget “Harbour closed”?', 'Forgotten: 1 run'],
  ['a manager of the server', { user: manager.id }, 'Forget “Harbour closed”?', 'Forgotten: 1 run'],
  ['an owner of the bot', { user: owner.id }, 'Forget “Harbour closed”?', 'Forgotten: 1 run'],
])('lets %s have one brief forgotten, by command or from the brief', async (_, by, question, done) => {
  const { discord, article, runs, post, brief, id } = await watchedBrief()
  post(`${article.url}/other`)
  await discord.waitUntil(() =>
    discord.messages(channel).filter(shows('Harbour closed')).length > 1 ? true : undefined,
  )
  const typing = discord.autocomplete('forget brief', { brief: 'harb' }, 'brief', by)
  await typing.firstResponse()
  expect(typing.choices).toHaveLength(2)

  const full = discord.button(brief, buttonOf(brief, 'brief'), by)
  const shown = await full.waitFor(shows('full brief'))
  const pressed = discord.button(full, buttonOf(shown, 'forget'), by)
  const asked = await pressed.waitFor(shows(question))
  discord.button(pressed, buttonOf(asked, 'forget-run'), by)
  await pressed.waitFor(shows(done))
  const byCommand = discord.command('forget brief', { brief: (await runs())[0]?.id ?? '' }, by)
  const askedAgain = await byCommand.waitFor(shows(question))
  discord.button(byCommand, buttonOf(askedAgain, 'forget-run'), by)
  await byCommand.waitFor(shows(done))

  expect(await runs()).toEqual([])
  expect(typing.choices?.map(({ value }) => value)).toContain(id)
  expect(discord.violations).toEqual([])
})

it('lets no other member have it forgotten, and does not offer them to', async () => {
  const { discord, runs, brief, id } = await watchedBrief()
  const by = { user: member.id }
  const full = await discord.button(brief, buttonOf(brief, 'brief'), by).waitFor(shows('обзор'))
  expect(actionsOf(full)).toEqual([])
  const typing = discord.autocomplete('forget brief', { brief: '' }, 'brief', by)
  await typing.firstResponse()
  expect(typing.choices).toEqual([])
  await discord
    .command('forget brief', { brief: id }, by)
    .waitFor(shows('только тот, кто прислал ссылку, и управляющие сервером'))
  expect(await runs()).toHaveLength(1)
})

it('lets every reader go deeper, as a run of their own; others are led to what came of it', async () => {
  const { discord, article, workflows, brief, id } = await watchedBrief()
  const goDeeper = (user: string) => discord.select(brief, buttonOf(brief, 'deeper'), ['standard'], { user })
  const menu = structuredClone(brief)
  const deeper = goDeeper(member.id)
  await discord.waitForMessage(channel, isDone)
  const [run] = await workflows.recent({ user: member.id, limit: 2 })
  expect(run).toMatchObject({ id: `${id}_standard`, user: member.id, state: 'completed', basedOn: id })
  expect(article.requests).toHaveLength(1)
  expect(deeper.followUps.map(isForOneAlone)).toEqual([false])

  const customId = buttonOf(menu, 'deeper')
  const led = await discord.waitUntil(() =>
    JSON.stringify(discord.messages(channel).find(({ id: one }) => one === brief.id)).includes(
      'Brief at standard',
    )
      ? true
      : undefined,
  )
  expect([led, customId]).toEqual([true, `deeper|${id}`])
  expect(discord.messagesThatMayMention()).toEqual([])
  expect(discord.violations).toEqual([])
})

it.each([
  ['at once', 'automatic'],
  ['with an offer', 'reaction'],
])('reads a link that appears by an edit, once, %s', async (_, mode) => {
  const { discord, article, runs, post, early } = await watchingBot(mode)
  const briefOf = async (link: APIMessage) => {
    if (mode === 'reaction') {
      await discord.waitUntil(() => discord.botReactions(link)[0])
      discord.react(link, '🔎', { user: member.id })
    }
    await discord.waitForMessage(
      channel,
      (message) => message.message_reference?.message_id === link.id && shows('Harbour closed')(message),
    )
  }
  const posted = post('Look what I found')
  discord.edit(posted, `Look what I found: ${article.url}`)
  await briefOf(posted)
  for (const message of [posted, early]) discord.unfurl(message, { title: 'Harbour closed' })
  discord.edit(posted, `Look: ${article.url}`)
  discord.edit(posted, `Look: ${article.url}/other`)
  // What came before has been seen to once the last is read.
  await briefOf(post(`${article.url}/last`))

  const wanted = mode === 'automatic' ? ['', '/other', '/last'] : ['', '/last']
  const read = (await runs()).map(({ location }) => location.address)
  expect(read.toSorted()).toEqual(wanted.map((path) => `${article.url}${path}`).toSorted())
  expect(discord.violations).toEqual([])
})
