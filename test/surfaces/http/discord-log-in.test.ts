import { expect, it } from 'vitest'
import { bookedSubject, botSubject } from '../../../src/ledger/subject.ts'
import { startLocalHttp } from '../../support/http/local-http.ts'
import { guild, localDiscord, manager, member, owner } from '../discord/local-bot.ts'

const elsewhere = { id: '120000000000000002', name: 'Elsewhere', owner: owner.id }
const withoutBot = { id: '120000000000000003', name: 'Botless', owner: manager.id, isWithoutBot: true }
const here = `guild_${guild.id}`
const there = `guild_${elsewhere.id}`

/** The page beside a Discord, and browsers that log in there. */
async function startBoth({ nowMs = Date.UTC(2026, 10, 26, 12) } = {}) {
  const discord = await localDiscord({ guilds: [guild, elsewhere, withoutBot] })
  const clock = { nowMs }
  const http = await startLocalHttp({
    settings: {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_CLIENT_SECRET: discord.clientSecret,
    },
    now: () => clock.nowMs,
  })
  const follow = (url: string, cookie = '') => fetch(url, { headers: { cookie }, redirect: 'manual' })
  const cookieIn = (answer: Response, name: string) =>
    new RegExp(`${name}=[^;]*`).exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? ''
  /** What comes back from Discord, and the cookie that says who began. */
  const begin = async (user: string) => {
    discord.sitDown(user)
    const begun = await follow(`${http.url}/log-in/discord`)
    const back = await follow(begun.headers.get('location') ?? '')
    return { url: back.headers.get('location') ?? '', cookie: cookieIn(begun, 'autointel_log_in') }
  }
  const logIn = async (user: string) => {
    const { url, cookie } = await begin(user)
    const answer = await follow(url, cookie)
    return { answer, cookie: cookieIn(answer, 'autointel_session') }
  }
  const status = async (path: string, cookie: string) => (await http.get(path, { cookie })).status
  const setDay = (subject: string, limit_usd: number, cookie: string) =>
    fetch(`${http.url}/api/budgets/${subject}/day`, {
      method: 'PUT',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ limit_usd }),
    })
  return { discord, http, clock, follow, begin, logIn, status, setDay }
}

it('lets who manages a server see what is of it and set lower budgets, as long as they manage it', async () => {
  const { discord, http, logIn, status, setDay } = await startBoth()
  const { answer, cookie } = await logIn(manager.id)
  expect(answer.headers.get('set-cookie')).toMatch(/autointel_session=[\w-]{43};.*HttpOnly; SameSite=Strict/)
  const session = await (await http.get('/api/session', { cookie })).json()
  expect(session).toEqual({ role: 'manager', tenant: here, tenants: [here] })
  expect(await (await http.get('/api/budgets', { cookie })).json()).toMatchObject([{ subject: here }])
  const seen = [`/api/summary?tenant=${here}`, `/api/forecast?subject=${here}`, `/api/report?kind=daily`]
  for (const path of seen) expect(await status(path, cookie)).toBe(200)
  const unseen = [
    `/api/summary?tenant=${there}`,
    `/api/summary?tenant=dm_${owner.id}`,
    `/api/budgets/${there}`,
    '/api/budgets/bot',
    '/api/forecast?subject=bot',
    '/api/anomalies',
    `/api/exports/entries?tenant=${there}`,
    '/metrics',
  ]
  for (const path of unseen) expect([path, await status(path, cookie)]).toEqual([path, 403])

  expect((await setDay(here, 5, cookie)).status).toBe(200)
  const raised = await setDay(here, 50, cookie)
  expect([raised.status, await raised.json()]).toMatchObject([
    403,
    { code: 'above_owners_limit', cap_usd: 20 },
  ])
  expect((await setDay(there, 1, cookie)).status).toBe(403)
  expect((await setDay('bot', 1, cookie)).status).toBe(403)
  const [change] = await http.autointel.ledger.budgetHistory(bookedSubject(here), 1)
  expect(change).toMatchObject({ by: `user_${manager.id}`, role: 'manager' })

  discord.demote(guild.id, manager.id)
  expect(await status('/api/session', cookie)).toBe(200)
  expect((await setDay(here, 4, cookie)).status).toBe(401)
  expect(await status('/api/session', cookie)).toBe(401)
})

it('asks Discord again after five minutes, also of who only reads along', async () => {
  const { discord, http, clock, logIn, status } = await startBoth()
  const { cookie } = await logIn(manager.id)
  discord.demote(guild.id, manager.id)
  clock.nowMs += 5 * 60_000 - 1
  expect(await status('/api/session', cookie)).toBe(200)
  clock.nowMs += 1
  expect(await status('/api/session', cookie)).toBe(401)
  expect(await status('/api/events', cookie)).toBe(401)
  expect(http.autointel.config.http.isOpen).toBe(false)
})

it('lets owners in as the operator, and nobody else', async () => {
  const { http, logIn, status, setDay } = await startBoth()
  expect(await status('/api/session', '')).toBe(401)
  const { cookie } = await logIn(owner.id)
  expect(await (await http.get('/api/session', { cookie })).json()).toMatchObject({ role: 'operator' })
  expect((await setDay('bot', 100, cookie)).status).toBe(200)
  const [change] = await http.autointel.ledger.budgetHistory(botSubject, 1)
  expect(change).toMatchObject({ by: `user_${owner.id}`, role: 'owner' })
  const { answer, cookie: none } = await logIn(member.id)
  expect([answer.status, none]).toEqual([401, ''])
  expect(await answer.text()).toContain('You manage no server that has the bot')
})

it('takes a log-in from nobody but the browser that began it, and once', async () => {
  const { begin, follow } = await startBoth()
  const { url, cookie } = await begin(owner.id)
  const other = await begin(owner.id)
  const forged = new URL(url)
  forged.searchParams.set('state', 'guess')
  expect((await follow(url)).status).toBe(401)
  expect((await follow(url, other.cookie)).status).toBe(401)
  expect((await follow(forged.href, cookie)).status).toBe(401)
  expect((await follow(url, cookie)).status).toBe(200)
  expect((await follow(url, cookie)).status).toBe(401)
})

it('tells what servers and members are called, once asked of Discord, to whom they concern', async () => {
  const { discord, http, clock, logIn } = await startBoth()
  const [ofManager, ofOwner] = [await logIn(manager.id), await logIn(owner.id)]
  const key = await http.keyFor(here)
  const subjects = [
    here,
    there,
    `user_${member.id}`,
    `dm_${member.id}`,
    'guild_999999999999999999',
    'app_x',
    'bot',
  ]
  const names = async (headers: Record<string, string>) =>
    (await http.get(`/api/names?subjects=${subjects.join()}`, headers)).json()
  const asked = () => discord.requests.filter(({ path }) => path === `/users/${member.id}`).length

  const known = {
    [here]: guild.name,
    [`user_${member.id}`]: expect.any(String),
    [`dm_${member.id}`]: expect.any(String),
  }
  expect(await names({ cookie: ofOwner.cookie })).toEqual({ names: { ...known, [there]: elsewhere.name } })
  expect(await names({ cookie: ofManager.cookie })).toEqual({ names: known })
  expect(await names({ authorization: `Bearer ${key}` })).toEqual({ names: { [here]: guild.name } })
  expect(asked()).toBe(1)
  clock.nowMs += 3_600_000
  await names({ cookie: (await logIn(owner.id)).cookie })
  expect(asked()).toBe(2)
})

it('gives back to Discord what was allowed when somebody logs out', async () => {
  const { discord, http, clock, logIn, status } = await startBoth()
  const [here, elsewhere] = [await logIn(manager.id), await logIn(manager.id)]
  const headers = { cookie: here.cookie, origin: http.url }
  const left = await fetch(`${http.url}/log-out`, { method: 'POST', headers, redirect: 'manual' })
  expect([left.status, left.headers.get('set-cookie')]).toEqual([303, expect.stringContaining('Max-Age=0')])
  expect(await status('/api/session', here.cookie)).toBe(401)
  await http.logged('what somebody had allowed on Discord is given back')
  clock.nowMs += 5 * 60_000
  expect(await status('/api/session', elsewhere.cookie)).toBe(401)

  const again = await logIn(manager.id)
  discord.failNext({ kind: 'refusal', method: 'POST', path: '/oauth2/token/revoke', status: 403 })
  await http.send('DELETE', '/api/session', undefined, { cookie: again.cookie })
  await http.logged('what somebody had allowed on Discord could not be given back')
})

it('says so where Discord does not answer', async () => {
  const { discord, begin, follow, http } = await startBoth()
  const { url, cookie } = await begin(owner.id)
  discord.failNext({ kind: 'refusal', method: 'POST', path: '/oauth2/token', status: 403 })
  expect((await follow(url, cookie)).status).toBe(502)
  await http.logged('Discord does not say who wants to log in')
})
