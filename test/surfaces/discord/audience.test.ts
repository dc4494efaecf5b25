import { expect, it } from 'vitest'
import { serveArticle } from './article.ts'
import { channel, guild, localDiscord, member, runBot } from './local-bot.ts'
import { buttonOf, shows } from './message-view.ts'

const hidden = '130000000000000002'
const thread = '130000000000000003'
const privateThread = '130000000000000004'
const hiddenThread = '130000000000000005'
const channels = [
  {
    id: channel,
    name: 'general',
    threads: [
      { id: thread, name: 'open' },
      { id: privateThread, name: 'closed', isPrivate: true },
    ],
  },
  { id: hidden, name: 'staff', isHidden: true, threads: [{ id: hiddenThread, name: 'inside' }] },
]

it.each([
  ['a channel that all see', { channel }, { visibility: 'server', channel }],
  ['a hidden channel', { channel: hidden }, { visibility: 'channel', channel: hidden }],
  ['a thread that all see', { channel: thread }, { visibility: 'server', channel }],
  ['a private thread', { channel: privateThread }, { visibility: 'channel', channel: privateThread }],
  ['a thread in a hidden channel', { channel: hiddenThread }, { visibility: 'channel', channel: hidden }],
  ['direct messages', { isDirect: true }, { visibility: 'member' }],
])('keeps with a run who sees its answer in %s', async (_, place, audience) => {
  const [discord, article] = await Promise.all([
    localDiscord({ guilds: [{ ...guild, channels }] }),
    serveArticle(),
  ])
  const { context } = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  const asked = discord.command(
    'autointel',
    { url: article.url, depth: 'quick' },
    { user: member.id, ...place },
  )
  await asked.waitFor(shows('Harbour closed'))

  const [workflow] = await context.autointel.workflows.recent({ limit: 1 })

  expect(workflow).toMatchObject({ ...audience, user: member.id })
  expect(discord.violations).toEqual([])
})

it('keeps a private run for its member, and what goes deeper from there', async () => {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle()])
  const { context } = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  const options = { url: article.url, depth: 'quick', private: true }
  const asked = discord.command('autointel', options, { user: member.id })
  const brief = await asked.waitFor(shows('Harbour closed'))
  const deeper = discord.select(brief, buttonOf(brief, 'deeper'), ['standard'], { user: member.id })
  await deeper.waitForFollowUp(shows('standard · wf_'))

  const runs = await context.autointel.workflows.recent({ limit: 2 })

  expect(runs.map(({ depth, visibility }) => `${depth}: ${visibility}`)).toEqual([
    'standard: member',
    'quick: member',
  ])
})
