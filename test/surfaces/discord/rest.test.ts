import { EventEmitter, once } from 'node:events'
import { Routes } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { systemTimers } from '../../../src/app/timers.ts'
import { fetchApplication } from '../../../src/surfaces/discord/application-owners.ts'
import { BotRest } from '../../../src/surfaces/discord/rest.ts'
import { channel, localDiscord } from './local-bot.ts'

/** A client whose checks of its token can be waited for, one after another. */
async function open() {
  const discord = await localDiscord()
  const rest = new BotRest({ settings: discord, token: discord.token, timers: systemTimers })
  const checks = new EventEmitter()
  rest.watchToken((check) => checks.emit('checked', check))
  const checked = async () => (await once(checks, 'checked'))[0]
  const post = (content: string) =>
    rest.post(Routes.channelMessages(channel), { body: { content, allowed_mentions: { parse: [] } } })
  return { discord, rest, checked, post }
}

const unauthorized = { kind: 'refusal', status: 401 } as const
const unauthorizedPost = { ...unauthorized, method: 'POST', path: '/messages' }

describe('the token', () => {
  it('is kept when one request is answered 401, and Discord knows it otherwise', async () => {
    const { discord, checked, post } = await open()
    discord.failNext(unauthorizedPost)
    const check = checked()

    await expect(post('first')).rejects.toMatchObject({ status: 401 })
    await post('second')
    await post('third')

    expect(await check).toEqual({ kind: 'known' })
    expect(asked(discord)).toBe(1)
    expect(discord.messages(channel).map(({ content }) => content)).toEqual(['second', 'third'])
  })

  it('is refused when Discord does not know the application either', async () => {
    const { discord, checked, post } = await open()
    discord.revokeToken()
    const check = checked()

    await expect(post('first')).rejects.toMatchObject({ status: 401 })

    expect(await check).toMatchObject({ kind: 'refused', error: { status: 401 } })
  })

  it('is not called refused while the application cannot be asked for, and asked for again the next time', async () => {
    const { discord, checked, post } = await open()
    discord.failNext({ kind: 'server-error', path: '/applications/@me', times: 4 })
    discord.failNext({ ...unauthorizedPost, times: 2 })
    const first = checked()
    await expect(post('first')).rejects.toMatchObject({ status: 401 })
    expect(await first).toMatchObject({ kind: 'unanswered', error: { status: 500 } })
    const second = checked()

    await expect(post('second')).rejects.toMatchObject({ status: 401 })

    expect(await second).toEqual({ kind: 'known' })
  })

  it('is not in question when the token of an interaction is refused', async () => {
    const { discord, rest } = await open()
    discord.failNext({ ...unauthorized, path: '/webhooks/', code: 50027 })

    const route = Routes.webhookMessage(discord.applicationId, 'a-token', '1')
    await expect(rest.patch(route, { body: {}, auth: false })).rejects.toMatchObject({ code: 50027 })

    expect(asked(discord)).toBe(0)
  })

  it('stays when the gateway’s client is destroyed', async () => {
    const { rest } = await open()

    rest.setToken(null)

    expect(await fetchApplication(rest)).toMatchObject({ name: expect.any(String) })
  })
})

describe('a connection that the other side closes', () => {
  it.each([false, true])('is no reason to give up on an edit (carried out: %s)', async (isCarriedOut) => {
    const { discord, rest, post } = await open()
    const { id } = (await post('before')) as { readonly id: string }
    discord.failNext({ method: 'PATCH', path: '/messages/', kind: 'close', isCarriedOut, times: 3 })

    await rest.patch(Routes.channelMessage(channel, id), { body: { content: 'after' } })

    expect(discord.messages(channel).map(({ content }) => content)).toEqual(['after'])
  })

  it('is one after four times', async () => {
    const { discord, rest } = await open()
    discord.failNext({ path: '/applications/@me', kind: 'close', times: 4 })

    await expect(fetchApplication(rest)).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' })

    expect(asked(discord)).toBe(4)
  })

  it('does not make a message be posted twice', async () => {
    const { discord, post } = await open()
    discord.failNext({ method: 'POST', path: '/messages', kind: 'close', isCarriedOut: true })

    await expect(post('once')).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' })

    expect(discord.messages(channel)).toHaveLength(1)
  })
})

/** How often the application was asked for. */
function asked({ requests }: Awaited<ReturnType<typeof localDiscord>>): number {
  return requests.filter(({ path }) => path === '/applications/@me').length
}
