import type { ChatInputCommandInteraction, Interaction, InteractionReplyOptions } from 'discord.js'
import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js'
import { afterEach, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { startLocalDiscord } from '../../support/discord/local-discord.ts'
import type { LocalDiscordOptions } from '../../support/discord/options.ts'
import type { SmallBot, SmallBotOptions } from './local-discord-bot.ts'
import { startSmallBot } from './local-discord-bot.ts'

const url = 'https://example.org/article'
const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

async function start(
  options: LocalDiscordOptions = {},
  botOptions: SmallBotOptions = {},
): Promise<{ discord: LocalDiscord; bot: SmallBot }> {
  const discord = await startLocalDiscord(options)
  closers.push(() => discord.close())
  const bot = await startSmallBot(discord, botOptions)
  closers.push(() => bot.client.destroy())
  bot.onInteraction(async (one) => one.isChatInputCommand() && one.reply(reply(one)))
  return { discord, bot }
}

/** Says which link it read; to the member alone when the link says so. */
function reply({ options }: ChatInputCommandInteraction): InteractionReplyOptions {
  const link = options.getString('url', true)
  return { content: `read ${link}`, ...(link === 'ephemeral' && { flags: MessageFlags.Ephemeral }) }
}

const resumed = (discord: LocalDiscord) => discord.waitUntil(() => discord.gatewayLog.resumes[0])

it('records who identified and with which intents', async () => {
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages]
  const { discord } = await start({}, { intents })
  expect(discord.gatewayLog.identifies).toMatchObject([
    { intents: GatewayIntentBits.Guilds | GatewayIntentBits.DirectMessages, shard: [0, 1], compress: false },
  ])
})

it('lets a dropped bot resume, and gives it the command it missed', async () => {
  const { discord } = await start()
  discord.drop()
  const handle = discord.command('read', { url })
  await resumed(discord)
  expect((await handle.waitFor(() => true)).content).toBe(`read ${url}`)
  expect(discord.gatewayLog.identifies).toHaveLength(1)
  expect(discord.violations).toEqual([])
})

it('replays what was missed once', async () => {
  const { discord, bot } = await start()
  const seen: Interaction[] = []
  bot.onInteraction(async (interaction) => seen.push(interaction))
  await discord.command('read', { url }).firstResponse()
  discord.drop()
  const missed = discord.command('read', { url })
  await missed.firstResponse()
  expect(seen).toHaveLength(2)
})

it('lets a bot that is asked to reconnect resume', async () => {
  const { discord } = await start()
  discord.reconnect()
  await resumed(discord)
  await discord.command('read', { url }).firstResponse()
  expect(discord.gatewayLog.identifies).toHaveLength(1)
})

it('makes a bot identify anew when its session is invalid', async () => {
  const { discord } = await start()
  discord.invalidate(false)
  await discord.waitUntil(() => discord.gatewayLog.identifies[1])
  await discord.command('read', { url }).firstResponse()
  expect(discord.gatewayLog.resumes).toEqual([])
})

it('makes a bot identify anew whose session ended while it was away', async () => {
  const { discord } = await start()
  discord.drop()
  discord.invalidate(false)
  await discord.waitUntil(() => discord.gatewayLog.identifies[1])
  await discord.command('read', { url }).firstResponse()
  expect(discord.gatewayLog.resumes).toEqual([])
})

it('lets a bot resume a session that is declared resumable', async () => {
  const { discord } = await start()
  discord.invalidate(true)
  await resumed(discord)
  await discord.command('read', { url }).firstResponse()
  expect(discord.gatewayLog.identifies).toHaveLength(1)
})

it('acknowledges heartbeats', async () => {
  const { discord, bot } = await start({ heartbeatIntervalMs: 20 })
  // The client has no ping before its first heartbeat is acknowledged.
  await discord.waitUntil(() => (bot.client.ws.ping >= 0 ? true : undefined))
  expect(discord.gatewayLog.heartbeats).toBeGreaterThan(0)
  expect(discord.gatewayLog.identifies).toHaveLength(1)
})

it('gives each shard its own guilds, and direct messages to the first', async () => {
  const guilds = [
    { id: String(1n << 58n), name: 'Even' },
    { id: String((1n << 58n) | (1n << 22n)), name: 'Odd' },
  ]
  const { discord, bot } = await start({ guilds, shards: 2 }, { shards: 'auto' })
  expect(bot.client.guilds.cache.map(({ name, shardId }) => [name, shardId])).toEqual([
    ['Even', 0],
    ['Odd', 1],
  ])
  await discord.command('read', { url }, { guild: guilds[1]?.id ?? '' }).firstResponse()
  await discord.command('read', { url }, { isDirect: true }).firstResponse()
})

it('tells bots of the messages that their intents cover, and of no ephemeral ones', async () => {
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages]
  const { discord, bot } = await start({}, { intents })
  const packets: { t: string; d: { content: string } }[] = []
  const { promise: isLast, resolve } = Promise.withResolvers<void>()
  bot.client.on(Events.Raw, (packet) => {
    packets.push(packet)
    if (packet.d?.content === 'read last') resolve()
  })
  await discord.command('read', { url: 'direct' }, { isDirect: true }).firstResponse()
  await discord.command('read', { url: 'ephemeral' }).firstResponse()
  await discord.command('read', { url: 'public' }).firstResponse()
  await discord.command('read', { url: 'last' }).firstResponse()
  await isLast
  const told = packets.filter(({ t }) => t === 'MESSAGE_CREATE').map(({ d }) => d.content)
  expect(told).toEqual(['read public', 'read last'])
})

it('refuses intents that were not granted', async () => {
  const discord = await startLocalDiscord()
  closers.push(() => discord.close())
  const client = new Client({ intents: [GatewayIntentBits.GuildMembers], rest: { api: discord.apiUrl } })
  await expect(client.login(discord.token)).rejects.toThrow('disallowed intents')
  await client.destroy()
})

it('refuses a wrong token, both here and at the gateway', async () => {
  const discord = await startLocalDiscord()
  closers.push(() => discord.close())
  const client = new Client({ intents: [], rest: { api: discord.apiUrl } })
  await expect(client.login('wrong.token.here')).rejects.toThrow('invalid token')
  await client.destroy()
  expect(await closeCode(discord, { op: 2, d: { token: 'wrong', intents: 0 } })).toBe(4004)
})

it.each([
  ['a shard out of range', 2, { intents: 0, shard: [2, 2] }, 4010],
  ['intents that do not exist', 2, { intents: 1 << 30 }, 4013],
  ['a request before identifying', 3, {}, 4003],
  ['an unknown operation', 99, {}, 4001],
])('closes the connection on %s', async (_, op, data, code) => {
  const discord = await startLocalDiscord()
  closers.push(() => discord.close())
  expect(await closeCode(discord, { op, d: { token: discord.token, ...data } })).toBe(code)
})

it('sends nothing to nobody: a command needs a bot that is there', async () => {
  const { discord, bot } = await start()
  await bot.client.destroy()
  await discord.waitUntil(() => discord.gatewayLog.goodbyes || undefined)
  expect(() => discord.command('read', { url })).toThrow('No bot is connected')
})

async function closeCode(discord: LocalDiscord, payload: object): Promise<number> {
  const response = await fetch(`${discord.apiUrl}/v10/gateway`)
  const { url: address } = (await response.json()) as { url: string }
  const socket = new WebSocket(`${address}?v=10&encoding=json`)
  return new Promise((resolve) => {
    socket.once('message', () => socket.send(JSON.stringify(payload)))
    socket.once('close', resolve)
  })
}
