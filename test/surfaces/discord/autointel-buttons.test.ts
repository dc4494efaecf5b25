import { expect, it } from 'vitest'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { serveArticle } from './article.ts'
import { channel, guild, localDiscord, manager, member, other, owner, runBot } from './local-bot.ts'
import { actionsOf, buttonOf, isForOneAlone, shows, textOf } from './message-view.ts'
import { paidBot } from './paid-bot.ts'

const tenant = `guild_${guild.id}`

async function freeBot({ isHeld = false } = {}) {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle({ isHeld })])
  const running = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  return { discord, article, running }
}

async function raiseLimit(
  discord: LocalDiscord,
  message: Parameters<LocalDiscord['button']>[0],
  amount: string,
) {
  const id = buttonOf('firstResponse' in message ? await message.waitFor(() => true) : message, 'raise')
  const pressed = discord.button(message, id, { user: owner.id })
  await pressed.firstResponse()
  return discord.modal(pressed, { amount })
}

it.each([
  ['the member who asked', member.id],
  ['a manager of the server', manager.id],
  ['an owner of the bot', owner.id],
])('lets %s cancel a run', async (_, user) => {
  const { discord, article } = await freeBot({ isHeld: true })
  const asked = discord.command('autointel', { url: article.url }, { user: member.id })
  const progress = await asked.waitFor(shows('Reading'))
  discord.button(progress, buttonOf(progress, 'cancel'), { user })
  const cancelled = await asked.waitFor(shows('Cancelled'))
  expect(actionsOf(cancelled)).toEqual(['continue'])
  expect(discord.violations).toEqual([])
})

it('does not let others cancel a run, and tells them so', async () => {
  const { discord, article } = await freeBot({ isHeld: true })
  const asked = discord.command('autointel', { url: article.url }, { user: member.id })
  const progress = await asked.waitFor(shows('Reading'))
  const pressed = discord.button(progress, buttonOf(progress, 'cancel'), { user: other.id })
  const told = await pressed.waitFor(shows('Only the member who asked'))
  expect(isForOneAlone(told)).toBe(true)
  article.release()
  await asked.waitFor(shows('Harbour closed'))
})

it('goes on with a cancelled run in the same message, once, however often Continue is pressed', async () => {
  const { discord, article, running } = await freeBot({ isHeld: true })
  const asked = discord.command('autointel', { url: article.url }, { user: member.id })
  const progress = await asked.waitFor(shows('Reading'))
  discord.button(progress, buttonOf(progress, 'cancel'))
  const cancelled = await asked.waitFor(shows('Cancelled'))
  const presses = [1, 2].map(() => discord.button(cancelled, buttonOf(cancelled, 'continue')))
  const refused = await discord.waitUntil(() => presses.flatMap(({ followUps }) => followUps)[0])
  expect(textOf(refused)).toContain('already under way')
  article.release()
  const brief = await discord.waitForMessage(channel, shows('Harbour closed'))
  expect(brief.id).toBe(cancelled.id)
  expect(discord.messages(channel)).toHaveLength(1)
  expect(await running.context.autointel.workflows.recent({ limit: 9 })).toHaveLength(1)
  expect(discord.violations).toEqual([])
})

it('goes deeper in a new message, on what was read, once, however often it is pressed', async () => {
  const { discord, article, running } = await freeBot()
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const brief = structuredClone(await asked.waitFor(shows('Harbour closed')))
  const goDeeper = () => discord.select(brief, buttonOf(brief, 'deeper'), ['standard'])
  const presses = [1, 2].map(goDeeper)
  await discord.waitForMessage(channel, (message) => shows('standard · wf_')(message))
  await discord.waitUntil(() => presses.flatMap(({ followUps }) => followUps).find(shows('already')))
  expect(discord.messages(channel)).toHaveLength(2)
  expect(article.requests).toHaveLength(1)

  await discord.waitUntil(() =>
    JSON.stringify(discord.messages(channel)[0]).includes('"standard"') ? undefined : true,
  )
  expect(goDeeper).toThrow('does not offer standard')
  const depths = (await running.context.autointel.workflows.recent({ limit: 9 })).map(({ depth }) => depth)
  expect(depths).toEqual(['standard', 'quick'])
  expect(discord.violations).toEqual([])
  expect(discord.messagesThatMayMention()).toEqual([])
})

it('does not let others go deeper or on at the member’s cost', async () => {
  const { discord, article, running } = await freeBot()
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const brief = await asked.waitFor(shows('Harbour closed'))
  const pressed = discord.select(brief, buttonOf(brief, 'deeper'), ['deep'], { user: other.id })
  await pressed.waitFor(shows('Only the member who asked'))
  expect(await running.context.autointel.workflows.recent({ limit: 9 })).toHaveLength(1)
})

it('refuses a run for which nothing is left, lets an owner raise the limit, and then goes on', async () => {
  const { discord, article, running, provider } = await paidBot({ default: { day: 0 } })
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: owner.id })
  const refused = await asked.waitFor(shows('This server’s budget for the day ($0.00)'))
  expect(textOf(refused)).toMatch(/<t:\d+:R>/)
  expect(provider.requests).toEqual([])

  const form = await raiseLimit(discord, refused, '$2.50')
  const set = await form.waitFor(shows('Budget changed'))
  expect(isForOneAlone(set)).toBe(true)
  expect(textOf(set)).toMatch(/\$0\.00[\s\S]*\$2\.50/)
  const [day] = (
    await running.context.autointel.ledger.budgetStatus(bookedSubject(tenant), Date.now())
  ).filter(({ period }) => period === 'day')
  expect(day?.budget).toMatchObject({ limitNanoUsd: 2_500_000_000n, mode: 'hard', origin: 'own' })

  discord.button(refused, buttonOf(refused, 'continue'), { user: owner.id })
  const brief = await discord.waitForMessage(channel, (message) => actionsOf(message).includes('deeper'))
  expect(brief.id).toBe(refused.id)
  expect(provider.served.length).toBeGreaterThan(0)
  expect(await running.context.autointel.ledger.verify()).toMatchObject({ ok: true, differences: [] })
  expect(discord.violations).toEqual([])
})

it('hands out a partial brief when the money runs out, and completes it after a raise', async () => {
  const prices = { models: { 'openai:text-embedding-3-small': { input_per_million: '1000' } } }
  const { discord, article, running, provider } = await paidBot(
    { default: { day: 0.05 } },
    { prices, settings: { EMBEDDING_MODEL: 'openai:text-embedding-3-small' } },
  )
  const asked = discord.command('autointel', { url: article.url, depth: 'deep' }, { user: owner.id })
  const partial = structuredClone(await asked.waitFor(shows('Memory: partly done')))
  expect(textOf(partial)).toContain('A short summary of the source.')
  expect(actionsOf(partial)).toEqual(['continue', 'raise', 'brief', 'ask', 'details'])
  const callsBefore = provider.served.length

  await (await raiseLimit(discord, partial, '20')).waitFor(shows('Budget changed'))
  discord.button(partial, buttonOf(partial, 'continue'), { user: owner.id })
  const brief = await discord.waitForMessage(channel, (message) => actionsOf(message).includes('deeper'))
  expect(brief.id).toBe(partial.id)
  expect(textOf(brief)).not.toContain('What is missing')
  const callsAfter = provider.requests.slice(callsBefore).map(({ path }) => path)
  expect(new Set(callsAfter)).toEqual(new Set(['/v1/embeddings']))
  expect(await running.context.autointel.ledger.verify()).toMatchObject({ ok: true, differences: [] })
})

it('offers a member whose run is refused at the start nothing that would be refused again', async () => {
  const { discord, article } = await paidBot({ default: { day: 0 } })
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const refused = await asked.waitFor(shows('This server’s budget'))
  expect(actionsOf(refused)).toEqual(['resets'])
  expect(textOf(refused)).not.toMatch(/not reached|What was finished/)
})

it('stays refused when it goes on without a higher limit', async () => {
  const { discord, article, provider } = await paidBot({ default: { day: 0 } })
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: owner.id })
  const refused = await asked.waitFor(shows('This server’s budget'))
  expect(actionsOf(refused)).toEqual(['continue', 'raise', 'resets'])
  const pressed = discord.button(refused, buttonOf(refused, 'continue'), { user: owner.id })
  await discord.waitUntil(() => pressed.edits.find(({ message }) => shows('This server’s budget')(message)))
  expect(provider.requests).toEqual([])
  expect(discord.violations).toEqual([])
})

it('tells a member of the own daily limit as such', async () => {
  const { discord, article } = await paidBot({ [`user_${member.id}`]: { day: 0 } })
  const asked = discord.command('autointel', { url: article.url }, { user: member.id })
  await asked.waitFor(shows('Your own daily limit'))
})

it.each(['lots', '-5', '1,000', '1e9', '', '99999999999'].filter(Boolean))(
  'does not take %s for a limit',
  async (amount) => {
    const { discord, article, running } = await paidBot({ default: { day: 0 } })
    const asked = discord.command('autointel', { url: article.url }, { user: owner.id })
    const refused = await asked.waitFor(shows('This server’s budget'))
    const form = await raiseLimit(discord, refused, amount)
    const told = await form.waitFor(() => true)
    expect(isForOneAlone(told)).toBe(true)
    expect(textOf(told)).toMatch(/is not an amount|more than an amount can be|cannot be below zero/)
    expect(await running.context.autointel.ledger.budgetHistory(bookedSubject(tenant), 9)).toEqual([])
  },
)

it('shows the form for a limit to owners only', async () => {
  const { discord, article } = await paidBot({ default: { day: 0 } })
  const asked = discord.command('autointel', { url: article.url }, { user: owner.id })
  const refused = await asked.waitFor(shows('This server’s budget'))
  const pressed = discord.button(refused, buttonOf(refused, 'raise'), { user: manager.id })
  const told = await pressed.waitFor(shows('Only the bot’s owners'))
  expect(isForOneAlone(told)).toBe(true)
})
