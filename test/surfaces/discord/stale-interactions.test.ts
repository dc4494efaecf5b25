import type { APIMessage } from 'discord.js'
import { expect, it } from 'vitest'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { serveArticle } from './article.ts'
import { channel, guild, localDiscord, manager, member, owner, runBot } from './local-bot.ts'
import { actionsOf, buttonOf, isForOneAlone, shows, textOf } from './message-view.ts'
import { rawRequest } from './raw-request.ts'

/** A message of the bot from another time, with a button that this version may not know. */
async function oldMessage(discord: LocalDiscord, customId: string): Promise<APIMessage> {
  const button = { type: 2, style: 1, label: 'Old', custom_id: customId }
  const components = [{ type: 1, components: [button] }]
  await rawRequest(discord, 'POST', `/channels/${channel}/messages`, { content: customId, components })
  return discord.waitForMessage(channel, ({ content }) => content === customId)
}

it.each([
  ['nonsense', 'no longer in use'],
  ['nonsense|with|parts', 'no longer in use'],
  ['deeper|wf_1|abyss', 'no such run'],
  ['raise|guild_1|century', 'no longer in use'],
  ['raise|no subject|day', 'no longer in use'],
  ['details|wf_gone', 'no such run'],
  ['brief|wf_gone', 'no such run'],
])('answers the button %s with "%s"', async (customId, text) => {
  const discord = await localDiscord()
  await runBot(discord)
  const message = await oldMessage(discord, customId)
  const pressed = discord.button(message, customId, { user: owner.id })
  const told = await pressed.waitFor(shows(text))
  expect(isForOneAlone(told)).toBe(true)
  expect(textOf(message)).toBe(customId)
  expect(discord.violations).toEqual([])
})

it.each(['cancel|wf_gone', 'continue|wf_gone', 'deeper|wf_gone|deep'])(
  'answers the button %s of a run that is gone, and leaves the message alone',
  async (customId) => {
    const discord = await localDiscord()
    await runBot(discord)
    const message = await oldMessage(discord, customId)
    const pressed = discord.button(message, customId, { user: member.id })
    const told = await pressed.waitFor(shows('no such run'))
    expect(isForOneAlone(told)).toBe(true)
    expect(discord.messages(channel)).toHaveLength(1)
    expect(discord.violations).toEqual([])
  },
)

it('tells whoever cancels or continues what has ended', async () => {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle()])
  await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const brief = await asked.waitFor(shows('Harbour closed'))
  const workflow = buttonOf(brief, 'brief').split('|')[1]
  const cancelled = await oldMessage(discord, `cancel|${workflow}`)
  const late = discord.button(cancelled, `cancel|${workflow}`, { user: member.id })
  await late.waitForFollowUp(shows('already ended'))
  const continued = await oldMessage(discord, `continue|${workflow}`)
  const again = discord.button(continued, `continue|${workflow}`, { user: member.id })
  await again.waitForFollowUp(shows('already complete'))
  expect(article.requests).toHaveLength(1)
})

it('keeps briefs of one server from another', async () => {
  const elsewhere = {
    id: '120000000000000009',
    name: 'Elsewhere',
    channels: [{ id: '130000000000000009', name: 'general' }],
  }
  const [discord, article] = await Promise.all([localDiscord({ guilds: [guild, elsewhere] }), serveArticle()])
  await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  const context = { user: member.id, guild: guild.id }
  const brief = await discord
    .command('autointel', { url: article.url, depth: 'quick' }, context)
    .waitFor(shows('Harbour closed'))
  const customId = buttonOf(brief, 'brief')
  const components = [{ type: 1, components: [{ type: 2, style: 1, label: 'Old', custom_id: customId }] }]
  await rawRequest(discord, 'POST', '/channels/130000000000000009/messages', { content: 'copy', components })
  const copy = await discord.waitForMessage('130000000000000009')
  const pressed = discord.button(copy, customId, { user: '110000000000000003' })
  await pressed.waitFor(shows('no such run'))
})

it.each(['cancel', 'continue', 'retry'])(
  'brings a message up to date whose %s comes after the run has ended otherwise',
  async (action) => {
    const [discord, article] = await Promise.all([localDiscord(), serveArticle({ isHeld: true })])
    const { context } = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
    const by = { user: member.id }
    const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, by)
    const progress = await asked.waitFor((message) => actionsOf(message).includes('cancel'))
    discord.button(progress, buttonOf(progress, 'cancel'), by)
    await asked.waitFor((message) => actionsOf(message).includes('continue'))
    const [run] = await context.autointel.workflows.recent({ limit: 1 })
    const old = await oldMessage(discord, `${action}|${run?.id}`)
    article.release()
    const list = await discord.command('runs', {}, by).waitFor(shows('cancelled'))
    const opened = discord.select(list, 'open-run', [run?.id ?? ''], by)
    const shown = await opened.waitFor((message) => actionsOf(message).includes('continue'))
    discord.button(opened, buttonOf(shown, 'continue'), by)
    await opened.waitFor(shows('Harbour closed'))

    const pressed = discord.button(old, `${action}|${run?.id}`, by)
    await pressed.waitForFollowUp(shows('This run '))

    const brief = await discord.waitForMessage(channel, ({ id }) => id === old.id)
    expect(textOf(brief)).toContain('Harbour closed')
    expect(actionsOf(brief)).toContain('brief')
    expect(actionsOf(brief)).not.toContain('cancel')
    expect(discord.violations).toEqual([])
  },
)

it('says that nothing has changed where a manager sets nothing', async () => {
  const discord = await localDiscord()
  await runBot(discord)
  const asked = discord.command('settings set', {}, { user: manager.id })
  expect(textOf(await asked.waitFor(shows('Settings of this server')))).not.toContain('Changed')
})
