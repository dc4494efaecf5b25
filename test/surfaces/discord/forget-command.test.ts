import type { APIMessage } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { pressableComponents } from '../../support/discord/interactions/components.ts'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { serveArticle } from './article.ts'
import { botOnDiscordTime, sixteenMinutesMs } from './delivery/bot-on-discord-time.ts'
import { channel, guild, localDiscord, manager, member, other, owner, runBot } from './local-bot.ts'
import { isForOneAlone, shows, textOf } from './message-view.ts'
import { rawRequest } from './raw-request.ts'

const me = { user: member.id }

async function freeBot({ isHeld = false } = {}) {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle({ isHeld })])
  const { context } = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  const { workflows, ledger } = context.autointel
  const read = async (by: { user: string; isDirect?: boolean }, options = {}) => {
    const asked = discord.command('autointel', { url: article.url, depth: 'quick', ...options }, by)
    await asked.waitFor(shows('Harbour closed'))
    const [run] = await workflows.recent({ limit: 1 })
    return run?.id ?? ''
  }
  const left = async () => (await workflows.recent({ limit: 99 })).map(({ id }) => id)
  return { discord, article, context, workflows, ledger, read, left }
}

/** Once there is something to read. */
const anything = (message: APIMessage) => textOf(message) !== ''

async function confirm(discord: LocalDiscord, command: string, options = {}, by: { user: string } = me) {
  const asked = discord.command(command, options, by)
  const question = await asked.waitFor(anything)
  const [button] = pressableComponents(question)
  if (button) discord.button(question, button.custom_id, by)
  const answer = await asked.waitFor((message) => textOf(message) !== textOf(question))
  return { question, answer }
}

describe('/forget brief', () => {
  it('forgets one of a member’s own, after a question, and leaves the bill', async () => {
    const { discord, read, left, ledger } = await freeBot()
    const [first, second] = [await read(me), await read(me, { private: true })]
    const before = await ledger.entriesOf(first)

    const { question, answer } = await confirm(discord, 'forget brief', { brief: first })

    expect(isForOneAlone(question)).toBe(true)
    expect(textOf(question)).toContain('Forget “Harbour closed”?')
    expect(textOf(answer)).toBe('Forgotten: 1 run. What was spent stays in the books.')
    expect(pressableComponents(answer)).toEqual([])
    expect(await left()).toEqual([second])
    expect(await ledger.entriesOf(first)).toEqual(before)
    expect(discord.violations).toEqual([])
  })

  it('forgets nothing when the member keeps it', async () => {
    const { discord, read, left } = await freeBot()
    const run = await read(me)
    const asked = discord.command('forget brief', { brief: run }, me)
    const question = await asked.waitFor(anything)

    discord.button(question, 'keep', me)
    await asked.waitFor(shows('Nothing was forgotten'))

    expect(await left()).toEqual([run])
  })

  it('offers a member their own runs alone, by what they type', async () => {
    const { discord, read } = await freeBot()
    const [mine] = [await read(me, { private: true }), await read({ user: other.id })]
    const choices = async (typed: string) => {
      const typing = discord.autocomplete('forget brief', { brief: typed }, 'brief', me)
      await typing.firstResponse()
      return typing.choices?.map(({ value }) => value)
    }

    expect(await choices('')).toEqual([mine])
    expect(await choices('HARB')).toEqual([mine])
    expect(await choices('nothing like it')).toEqual([])
  })

  it('forgets once when it is confirmed twice', async () => {
    const { discord, read, left, ledger } = await freeBot()
    const run = await read(me)
    const before = await ledger.entriesOf(run)
    const question = await discord.command('forget brief', { brief: run }, me).waitFor(anything)
    const presses = [1, 2].map(() => discord.button(question, `forget-run|${run}`, me))

    // Both change the same message: whichever comes last says what it found.
    for (const press of presses)
      await discord.waitUntil(() =>
        [press.response, ...press.followUps].find(
          (message) => message && /Forgotten: 1 run|no such run/.test(textOf(message)),
        ),
      )

    expect(await left()).toEqual([])
    expect(await ledger.entriesOf(run)).toEqual(before)
    expect(discord.violations).toEqual([])
  })

  it('stops a run that is under way, whose message says so and nothing of what was read', async () => {
    const { discord, article, workflows, left, context } = await freeBot({ isHeld: true })
    const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, me)
    await asked.waitFor(shows('fetching the source'))
    const [run] = await workflows.recent({ limit: 1 })

    const { question } = await confirm(discord, 'forget brief', { brief: run?.id ?? '' })

    expect(textOf(question)).toContain('One of them is under way and stops.')
    const message = await asked.waitFor(shows('This run was forgotten'))
    expect(textOf(message)).not.toContain(article.url)
    expect(pressableComponents(message)).toEqual([])
    expect(await left()).toEqual([])
    expect(await context.autointel.ledger.verify()).toMatchObject({ ok: true, holdsPending: 0 })
  })

  it.each([
    ['another member', { user: other.id }, 'no such run'],
    ['a manager', { user: manager.id }, 'no such run'],
    ['an owner', { user: owner.id }, 'no such run'],
  ])('does not let %s forget a private run, by the command or by a forged button', async (_, by, says) => {
    const { discord, read, left } = await freeBot()
    const run = await read(me, { private: true })
    const asked = await discord.command('forget brief', { brief: run }, by).waitFor(anything)

    const forged = await forge(discord, [`forget-run|${run}`, `forget|${run}`])
    const answers = await Promise.all(
      [`forget-run|${run}`, `forget|${run}`].map((id) => discord.button(forged, id, by).waitFor(shows(says))),
    )

    expect(textOf(asked)).toContain(says)
    expect(answers.map(isForOneAlone)).toEqual([true, true])
    expect(await left()).toEqual([run])
  })

  it('does not let a manager forget a single public run of another', async () => {
    const { discord, read, left } = await freeBot()
    const run = await read(me)
    const forged = await forge(discord, [`forget-run|${run}`])

    const told = discord.button(forged, `forget-run|${run}`, { user: manager.id })
    await told.waitFor(shows('Only the member who asked may do that'))

    expect(await left()).toEqual([run])
  })
})

describe('/forget mine', () => {
  it('forgets everything of a member, in direct messages too, and nothing of others', async () => {
    const { discord, read, left } = await freeBot()
    await read(me)
    await read({ ...me, isDirect: true })
    const theirs = await read({ user: other.id })

    const { question, answer } = await confirm(discord, 'forget mine')

    expect(textOf(question)).toContain('everything of yours, wherever you asked for it (2 runs)?')
    expect(textOf(answer)).toContain('Forgotten: 2 runs')
    expect(await left()).toEqual([theirs])
  })

  it('says so when there is nothing, and asks nothing', async () => {
    const { discord } = await freeBot()

    const told = await discord.command('forget mine', {}, { ...me, locale: 'ru' }).waitFor(anything)

    expect(textOf(told)).toBe('Забывать нечего.')
    expect(pressableComponents(told)).toEqual([])
  })
})

describe('/forget server', () => {
  it('forgets everything of a server for a manager, private runs too, and nothing of elsewhere', async () => {
    const { discord, read, left, ledger } = await freeBot()
    await read(me, { private: true })
    await read({ user: other.id })
    const direct = await read({ ...me, isDirect: true })

    const { question, answer } = await confirm(discord, 'forget server', {}, { user: manager.id })

    expect(textOf(question)).toContain('(2 runs), the private briefs of its members too?')
    expect(textOf(answer)).toContain('Forgotten: 2 runs')
    expect(await left()).toEqual([direct])
    expect(await ledger.verify()).toMatchObject({ ok: true })
  })

  it('is for those who manage the server', async () => {
    const { discord, read, left } = await freeBot()
    const run = await read(me)

    const told = await discord.command('forget server', {}, me).waitFor(anything)

    expect(textOf(told)).toBe('Only those who manage this server may do that.')
    expect(pressableComponents(told)).toEqual([])
    expect(await left()).toEqual([run])
  })
})

it.each([
  ['a member, the server', `forget-all|guild_${guild.id}`, member.id],
  ['another member, everything of a member', `forget-all|user_${member.id}`, other.id],
  ['an owner, everything of a member', `forget-all|user_${member.id}`, owner.id],
  ['a manager, another server', 'forget-all|guild_120000000000000002', manager.id],
  ['an owner, another server', 'forget-all|guild_120000000000000002', owner.id],
  ['an owner, the whole bot', 'forget-all|bot', owner.id],
  ['an owner, direct messages', `forget-all|dm_${member.id}`, owner.id],
  ['an owner, the tenant of the command line', 'forget-all|cli', owner.id],
  ['anybody, nothing', 'forget-all|', owner.id],
])('no forged button lets %s forget', async (_, customId, user) => {
  const { discord, read, left } = await freeBot()
  const run = await read(me)
  const forged = await forge(discord, [customId])

  const pressed = discord.button(forged, customId, { user })
  const told = await pressed.waitFor((message) => isForOneAlone(message) && anything(message))

  expect(textOf(told)).toMatch(/Only those who manage|no longer in use/)
  expect(await left()).toEqual([run])
})

it('brings nothing more of what is forgotten while it is on its way', async () => {
  const { discord, article, advance, timers, running } = await botOnDiscordTime()
  const { autointel } = running.context
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, me)
  await asked.waitFor(shows('fetching the source'))
  advance(sixteenMinutesMs)
  const posting = { method: 'POST', path: `/channels/${channel}/messages` }
  discord.failNext({ ...posting, kind: 'server-error', times: 99 })
  article.release()
  await running.logged('a parcel could not be delivered; it is tried again')
  const [run] = await autointel.workflows.recent({ limit: 1 })

  await confirm(discord, 'forget brief', { brief: run?.id ?? '' })
  const before = discord.requests.length
  advance(3_600_000)
  await timers.repeated(5_000, 3)

  expect(discord.requests.slice(before).filter(({ method }) => method !== 'GET')).toEqual([])
  expect(discord.directMessages(member.id)).toEqual([])
  expect(
    discord
      .messages(channel)
      .map((message) => textOf(message))
      .join(),
  ).not.toContain('12 days')
})

async function forge(discord: LocalDiscord, customIds: readonly string[]) {
  const buttons = customIds.map((custom_id) => ({ type: 2, style: 1, label: 'Press', custom_id }))
  const body = { content: customIds.join(' '), components: [{ type: 1, components: buttons }] }
  await rawRequest(discord, 'POST', `/channels/${channel}/messages`, body)
  return discord.waitForMessage(channel, ({ content }) => content === body.content)
}
