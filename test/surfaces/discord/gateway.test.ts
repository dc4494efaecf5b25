import { expect, it } from 'vitest'
import { serveArticle } from './article.ts'
import { guild, localDiscord, member, owner, runBot } from './local-bot.ts'
import { shows } from './message-view.ts'

it.each(['drop', 'reconnect'] as const)(
  'goes on with its runs and takes commands again after a %s of the gateway',
  async (how) => {
    const [discord, article] = await Promise.all([localDiscord(), serveArticle({ isHeld: true })])
    await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
    const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
    await asked.waitFor(shows('Reading'))
    discord[how]()
    article.release()
    await asked.waitFor(shows('Harbour closed'))
    await discord.waitUntil(() => discord.gatewayLog.resumes[0])
    const again = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
    await again.waitFor(shows('Harbour closed'))
    expect(discord.violations).toEqual([])
  },
)

it('asks for no intent but Guilds', async () => {
  const discord = await localDiscord()
  await runBot(discord)
  expect(discord.gatewayLog.identifies).toMatchObject([{ intents: 1 }])
})

it.each([
  [undefined, 1],
  ['2', 2],
  ['auto', 3],
])('opens its gateway connections as SHARDS=%s says, all on one ledger', async (setting, count) => {
  const guilds = ['120000000000000001', '120000000004194304', '120000000008388608'].map((id) => ({
    ...guild,
    id,
    channels: [{ id: `13${id.slice(2)}`, name: 'general' }],
  }))
  const [discord, article] = await Promise.all([localDiscord({ guilds, shards: 3 }), serveArticle()])
  const { context } = await runBot(discord, {
    SOURCE_ALLOW_HOSTS: article.host,
    ...(setting && { SHARDS: setting }),
  })
  expect(discord.gatewayLog.identifies).toHaveLength(count)
  const asked = guilds.map(({ id }) =>
    discord.command('autointel', { url: article.url, depth: 'quick' }, { user: owner.id, guild: id }),
  )
  await Promise.all(asked.map((one) => one.waitFor(shows('Harbour closed'))))
  expect(await context.autointel.workflows.recent({ limit: 9 })).toHaveLength(3)
  expect(discord.violations).toEqual([])
})

it('registers its commands when the set has changed, and only then', async () => {
  const discord = await localDiscord()
  const puts = () =>
    discord.requests.filter(({ method, path }) => method === 'PUT' && path.endsWith('/commands'))
  await (await runBot(discord)).bot.stop()
  expect(discord.commands().map(({ name }) => name)).toContain('autointel')
  expect(puts()).toHaveLength(1)
  const again = await runBot(discord)
  expect(puts()).toHaveLength(1)
  await again.bot.stop()
})

it('is offered once only, however often it was started for one server and for all', async () => {
  const discord = await localDiscord()
  await (await runBot(discord, { DISCORD_GUILD_ID: guild.id })).bot.stop()
  const everywhere = await runBot(discord)
  await everywhere.logged('commands of an earlier start taken away')
  await everywhere.bot.stop()
  expect(discord.commands(guild.id)).toEqual([])
  const inOne = await runBot(discord, { DISCORD_GUILD_ID: guild.id })
  await inOne.logged('commands of an earlier start taken away')
  expect(discord.commands()).toEqual([])
  expect(discord.commands(guild.id)).not.toEqual([])
  expect(discord.violations).toEqual([])
})

it('registers in one server only when it is told so', async () => {
  const discord = await localDiscord()
  await runBot(discord, { DISCORD_GUILD_ID: guild.id })
  expect(discord.commands()).toEqual([])
  expect(discord.commands(guild.id).map(({ name }) => name)).toContain('autointel')
  expect(discord.violations).toEqual([])
})
