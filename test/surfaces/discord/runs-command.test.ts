import type { APIMessage } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { pressableComponents } from '../../support/discord/interactions/components.ts'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { located } from '../../support/sources/located.ts'
import { serveArticle } from './article.ts'
import { botOnDiscordTime, sixteenMinutesMs } from './delivery/bot-on-discord-time.ts'
import { channel, dataFolder, localDiscord, member, other, runBot } from './local-bot.ts'
import { actionsOf, buttonOf, isForOneAlone, shows, textOf } from './message-view.ts'
import { rawRequest } from './raw-request.ts'

const dayMs = 86_400_000
const me = { user: member.id }

async function freeBot({ isHeld = false } = {}) {
  const [discord, article, folder] = await Promise.all([
    localDiscord(),
    serveArticle({ isHeld }),
    dataFolder(),
  ])
  const settings = { SOURCE_ALLOW_HOSTS: article.host, DATA_DIR: folder }
  return { discord, article, settings, running: await runBot(discord, settings) }
}

describe('/runs', () => {
  it('lists a member’s own runs with how they stand, for them alone', async () => {
    const { discord, article, running } = await freeBot()
    const { workflows } = running.context.autointel
    const asked = discord.command('autointel', { url: article.url, depth: 'quick', private: true }, me)
    await asked.waitFor(shows('Harbour closed'))
    await workflows.create('wf_theirs', requestOf('Somebody else’s', other.id), Date.now())
    await workflows.create('wf_waiting', requestOf('Waits', member.id), Date.now())

    const list = await discord.command('runs', {}, me).waitFor(shows('Your runs'))

    expect(isForOneAlone(list)).toBe(true)
    const lines = textOf(list).split('\n').slice(1)
    expect(lines).toEqual([
      expect.stringMatching(/^🕓 \*\*https:\/\/example\.org\/Waits\*\* · waiting · quick · <t:\d+:R>$/),
      expect.stringMatching(/^✅ \*\*Harbour closed\*\* · done · quick · <t:\d+:R>$/),
    ])
    expect(discord.violations).toEqual([])
  })

  it('goes back 30 days and no further, a page at a time', async () => {
    const { discord, running } = await freeBot()
    const { workflows } = running.context.autointel
    const nowMs = Date.now()
    await workflows.create('wf_old', requestOf('old', member.id), nowMs - 30 * dayMs)
    for (let index = 1; index <= 11; index += 1)
      await workflows.create(
        `wf_${index}`,
        requestOf(`n${index}`, member.id),
        nowMs - (30 * dayMs - 600_000 * index),
      )

    const list = discord.command('runs', {}, me)
    const first = await list.waitFor(shows('Your runs'))
    const pressed = discord.button(first, buttonOf(first, 'runs'), me)
    const second = await list.waitFor(shows('/n1**'))
    await pressed.firstResponse()

    const namesOf = (text: string) => [...text.matchAll(/\/(n\d+|old)\*\*/g)].map(([, name]) => name)
    expect(namesOf(textOf(first))).toEqual(['n11', 'n10', 'n9', 'n8', 'n7', 'n6', 'n5', 'n4', 'n3', 'n2'])
    expect(namesOf(textOf(second))).toEqual(['n1'])
    expect(isForOneAlone(second)).toBe(true)
    expect(pressableComponents(second).map(({ custom_id }) => custom_id)).toEqual(['open-run', 'runs|0'])
    expect(discord.violations).toEqual([])
  })

  it('says so when there are none, in the member’s language', async () => {
    const { discord } = await freeBot()

    const list = await discord.command('runs', {}, { ...me, locale: 'ru' }).waitFor(shows('Ваши запуски'))

    expect(textOf(list)).toContain('Пока ни одного')
    expect(pressableComponents(list)).toEqual([])
  })

  it('opens the brief of each', async () => {
    const { discord, article } = await freeBot()
    const asked = discord.command('autointel', { url: article.url, depth: 'quick', private: true }, me)
    await asked.waitFor(shows('Harbour closed'))
    const list = await discord.command('runs', {}, me).waitFor(shows('Your runs'))

    const opened = await open(discord, list).waitFor(shows('12 days'))

    expect(isForOneAlone(opened)).toBe(true)
    expect(actionsOf(opened)).toEqual(expect.arrayContaining(['brief', 'forget']))
    expect(discord.violations).toEqual([])
  })

  it('opens what has reached nobody, which counts as brought from then on', async () => {
    const { discord, article, advance, running } = await botOnDiscordTime()
    const { outbox } = running.context.autointel
    discord.closeDirectMessages(member.id)
    const asked = discord.command('autointel', { url: article.url, depth: 'quick', private: true }, me)
    await asked.waitFor(shows('fetching the source'))
    advance(sixteenMinutesMs)
    article.release()
    await running.logged('a parcel reached nobody and is kept')

    const list = await discord.command('runs', {}, me).waitFor(shows('📬'))
    await open(discord, list).waitFor(shows('12 days'))

    const again = await discord.command('runs', {}, me).waitFor(shows('Your runs'))
    expect(textOf(again)).not.toContain('📬')
    expect(await outbox.keptFor(member.id, 9)).toEqual([])
  })

  it('shows of one that another process reads how far it is, and cancels it there', async () => {
    const { discord, article, settings } = await freeBot({ isHeld: true })
    const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, me)
    await asked.waitFor(shows('fetching the source'))
    const other = await runBot(discord, settings)

    const list = await discord.command('runs', {}, me).waitFor(shows('reading'))
    const opened = await open(discord, list).waitFor(shows('**Fetch**'))
    const pressed = discord.button(opened, buttonOf(opened, 'cancel'), me)
    await pressed.waitForFollowUp(shows('will stop in a moment'))
    await asked.waitFor(shows('Cancelled'))

    const { workflows } = other.context.autointel
    expect(await workflows.recent({ limit: 1 })).toMatchObject([{ state: 'cancelled' }])
  })

  it.each([
    ['another member’s run', 'wf_theirs'],
    ['a run that there is not', 'wf_nobody'],
  ])('opens nothing for a forged choice of %s', async (_, id) => {
    const { discord, running } = await freeBot()
    const { workflows } = running.context.autointel
    await workflows.create('wf_theirs', requestOf('secret', other.id), Date.now())
    const menu = { type: 3, custom_id: 'open-run', options: [{ label: 'Open', value: id }] }
    const components = [{ type: 1, components: [menu] }]
    await rawRequest(discord, 'POST', `/channels/${channel}/messages`, { content: 'forged', components })
    const message = await discord.waitForMessage(channel, shows('forged'))

    const told = await discord.select(message, 'open-run', [id], me).waitFor(shows('no such run'))

    expect(isForOneAlone(told)).toBe(true)
    expect(textOf(told)).not.toContain('secret')
  })
})

it('cancels a run that two processes are told to, once', async () => {
  const { discord, article, settings } = await freeBot({ isHeld: true })
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, me)
  const progress = await asked.waitFor(shows('fetching the source'))
  const { context } = await runBot(discord, settings)

  discord.button(progress, buttonOf(progress, 'cancel'), me)
  await asked.waitFor(shows('Cancelled'))

  expect(await context.autointel.workflows.recent({ limit: 9 })).toMatchObject([{ state: 'cancelled' }])
  expect(discord.messages(channel)).toHaveLength(1)
})

function requestOf(name: string, user: string) {
  return {
    location: located(`https://example.org/${name}`),
    depth: 'quick',
    tenant: 'guild_120000000000000001',
    visibility: 'member',
    user,
  } as const
}

/** Chooses the newest of a list of runs. */
function open(discord: LocalDiscord, list: APIMessage) {
  const [menu] = pressableComponents(list)
  return discord.select(list, 'open-run', [menu?.options?.[0]?.value ?? ''], me)
}
