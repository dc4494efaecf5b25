import { REST } from 'discord.js'
import { afterEach, expect, it } from 'vitest'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { startLocalDiscord } from '../../support/discord/local-discord.ts'
import type { LocalDiscordOptions } from '../../support/discord/options.ts'
import { rawRequest } from './raw-request.ts'

const channels = [
  { id: '130000000000000001', name: 'links' },
  { id: '130000000000000002', name: 'more-links' },
]
const path = `/channels/${channels[0]?.id}/messages` as const
const otherPath = `/channels/${channels[1]?.id}/messages` as const
const postRoute = 'POST /channels/:channel/messages'
const running: LocalDiscord[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((discord) => discord.close()))
})

async function start(options: LocalDiscordOptions = {}): Promise<{ discord: LocalDiscord; rest: REST }> {
  const guilds = [{ id: '120000000000000001', name: 'Readers', channels }]
  const discord = await startLocalDiscord({ guilds, ...options })
  running.push(discord)
  const rest = new REST({ api: discord.apiUrl, timeout: 300_000, offset: 0 }).setToken(discord.token)
  return { discord, rest }
}

const send = (discord: LocalDiscord, to: string = path, body: object = { content: 'c' }) =>
  rawRequest(discord, 'POST', to, body)

it('takes five messages in five seconds for each channel, and says what remains', async () => {
  const now = Date.parse('2026-11-22T12:00:00Z')
  const { discord } = await start({ clock: () => now })
  const remaining: (string | null)[] = []
  for (let index = 0; index < 5; index += 1) {
    remaining.push((await send(discord)).headers.get('x-ratelimit-remaining'))
  }
  discord.advance(4000)
  const refused = await send(discord)
  expect(remaining).toEqual(['4', '3', '2', '1', '0'])
  expect(refused).toMatchObject({ status: 429, body: { retry_after: 1, global: false } })
  expect(Object.fromEntries(refused.headers)).toMatchObject({
    'retry-after': '1',
    'x-ratelimit-scope': 'user',
    'x-ratelimit-limit': '5',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': `${now / 1000 + 5}.000`,
    'x-ratelimit-reset-after': '1.000',
  })
  expect((await send(discord, otherPath)).status).toBe(200)
  discord.advance(1000)
  expect((await send(discord)).status).toBe(200)
  expect(discord.sentWhileLimited()).toMatchObject([{ path, scope: 'user', retryAfterMs: 1000 }])
  expect(discord.violations).toEqual([])
})

it('takes five edits in five seconds', async () => {
  const now = Date.parse('2026-11-22T12:00:00Z')
  const { discord } = await start({ clock: () => now })
  const { body } = await send(discord)
  const edits = await Promise.all(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((content) =>
      rawRequest(discord, 'PATCH', `${path}/${(body as { id: string }).id}`, { content }),
    ),
  )
  expect(edits.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 429])
})

it('takes so many requests a second in all, whatever their route', async () => {
  const now = Date.parse('2026-11-22T12:00:00Z')
  const { discord } = await start({ globalRequestsPerSecond: 3, clock: () => now })
  await send(discord)
  await send(discord, otherPath)
  await rawRequest(discord, 'GET', '/users/@me')
  const refused = await rawRequest(discord, 'GET', '/gateway/bot')
  expect(refused).toMatchObject({ status: 429, body: { global: true } })
  expect(refused.headers.get('x-ratelimit-global')).toBe('true')
  await rawRequest(discord, 'GET', '/gateway/bot')
  expect(discord.rateLimited.map(({ scope, wasWarned }) => [scope, wasWarned])).toEqual([
    ['global', false],
    ['global', true],
  ])
  discord.advance(1000)
  expect((await rawRequest(discord, 'GET', '/gateway/bot')).status).toBe(200)
})

it('counts nothing about interactions globally', async () => {
  const { discord } = await start({ globalRequestsPerSecond: 1 })
  const followUp = `/webhooks/${discord.applicationId}/token`
  await rawRequest(discord, 'POST', followUp, { content: 'c' })
  await rawRequest(discord, 'POST', followUp, { content: 'c' })
  expect((await rawRequest(discord, 'GET', '/users/@me')).status).toBe(200)
  expect(discord.rateLimited).toEqual([])
})

it('lets the real client keep to the limits by the headers alone', async () => {
  const { discord, rest } = await start({ rateLimits: { [postRoute]: { limit: 2, windowMs: 200 } } })
  const contents = ['1', '2', '3', '4', '5']
  await Promise.all(contents.map((content) => rest.post(path, { body: { content } })))
  expect(discord.messages(channels[0]?.id ?? '').map(({ content }) => content)).toEqual(contents)
  expect(discord.rateLimited).toEqual([])
})

it.each([
  ['a 429', { kind: 'rate-limit', retryAfterMs: 1 }, [429, 200]],
  ['a global 429', { kind: 'rate-limit', retryAfterMs: 1, isGlobal: true }, [429, 200]],
  ['two 500s', { kind: 'server-error', times: 2 }, [500, 500, 200]],
  ['a 502 in HTML', { kind: 'bad-gateway' }, [502, 200]],
  ['a connection that is cut', { kind: 'reset' }, [undefined, 200]],
] as const)('lets the real client get over %s', async (_, plan, statuses) => {
  const { discord, rest } = await start()
  discord.failNext({ method: 'POST', path, ...plan })
  await rest.get('/users/@me')
  await rest.post(path, { body: { content: 'c' } })
  const posts = discord.requests.filter(({ method }) => method === 'POST')
  expect(posts.map(({ status }) => status)).toEqual(statuses)
  expect(discord.messages(channels[0]?.id ?? '')).toHaveLength(1)
})

it('leaves a request that is to hang unanswered for as long as its client waits', async () => {
  const { discord } = await start()
  const abort = new AbortController()
  const rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.token)
  discord.failNext({ method: 'POST', path, kind: 'hang' })
  const hanging = rest.post(path, { body: { content: 'c' }, signal: abort.signal })
  const outcome = hanging.then(
    () => 'answered',
    (error: Error) => error.name,
  )
  await discord.waitUntil(() => discord.requests.find(({ method }) => method === 'POST'))
  abort.abort()
  expect(await outcome).toBe('AbortError')
  expect(discord.messages(channels[0]?.id ?? '')).toEqual([])
})

it('gives up on what fails for good, and gives the client the last answer', async () => {
  const { discord, rest } = await start()
  discord.failNext({ path: /messages$/, kind: 'server-error', times: 4 })
  await expect(rest.post(path, { body: { content: 'c' } })).rejects.toMatchObject({ status: 500 })
})

it('loses only the answer where a plan says so, and a nonce keeps the retry from being a second message', async () => {
  const { discord, rest } = await start()
  discord.failNext({ path, kind: 'server-error', isCarriedOut: true, times: 2 })
  await rest.post(path, { body: { content: 'once', nonce: 'a', enforce_nonce: true } })
  expect(discord.messages(channels[0]?.id ?? '').map(({ content }) => content)).toEqual(['once'])
  discord.failNext({ path, kind: 'server-error', isCarriedOut: true })
  await rest.post(path, { body: { content: 'twice' } })
  const contents = discord.messages(channels[0]?.id ?? '').map(({ content }) => content)
  expect(contents).toEqual(['once', 'twice', 'twice'])
})
