import type { APIMessage } from 'discord.js'
import { expect, it } from 'vitest'
import { botOnDiscordTime, sixteenMinutesMs } from './delivery/bot-on-discord-time.ts'
import { channel, guild, manager, member, other } from './local-bot.ts'
import { actionsOf, buttonOf, isForOneAlone, shows, textOf } from './message-view.ts'
import { rawRequest } from './raw-request.ts'

const me = { user: member.id, locale: 'ru' }
const deepDone = shows('стандартный · wf_')
const hasLink = (message: APIMessage) =>
  JSON.stringify(message.components).includes('"url":"https://discord.com/')

/** A brief that all of an English server see, of a Russian member. */
async function readBrief() {
  const bot = await botOnDiscordTime()
  const { discord, article, running } = bot
  await discord
    .command('settings set', { language: 'en' }, { user: manager.id })
    .waitFor((message) => textOf(message) !== '')
  article.release()
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, me)
  const brief = structuredClone(await asked.waitFor(shows('quick · wf_')))
  const [base] = await running.context.autointel.workflows.recent({ limit: 1 })
  const id = base?.id ?? ''
  const open = async () => {
    const list = await discord.command('runs', {}, me).waitFor(shows('Harbour closed'))
    const opened = discord.select(list, 'open-run', [id], me)
    return { opened, shown: structuredClone(await opened.waitFor(shows('быстрый · wf_'))) }
  }
  return { ...bot, brief, id, open }
}

it('leads to no message that does not show a brief: whoever may read it is shown it', async () => {
  const { discord, brief, id, open } = await readBrief()
  const result = { holding: `brief|${id}_standard`, kind: 'refusal', times: 99 } as const
  discord.failNext({ ...result, method: 'PATCH', path: '/webhooks/', status: 404, code: 10015 })
  discord.failNext({ ...result, method: 'POST', path: `/channels/${channel}/messages`, code: 50001 })
  discord.select(brief, buttonOf(brief, 'deeper'), ['standard'], me)
  await discord.waitForDirectMessage(member.id, shows('standard · wf_'))
  await discord.waitForMessage(channel, shows('went to the member by direct message'))

  const { opened, shown } = await open()
  expect(hasLink(shown)).toBe(false)
  expect(buttonOf(shown, 'deeper')).toBe(`deeper|${id}|standard`)
  await discord.button(opened, `deeper|${id}|standard`, me).waitForFollowUp(deepDone)

  const row = {
    type: 1,
    components: [{ type: 2, style: 1, label: 'Press', custom_id: `deeper|${id}|standard` }],
  }
  await rawRequest(discord, 'POST', `/channels/${channel}/messages`, { content: 'a copy', components: [row] })
  const copy = await discord.waitForMessage(channel, shows('a copy'))
  const pressed = discord.button(copy, `deeper|${id}|standard`, { user: other.id })
  expect(isForOneAlone(await pressed.waitForFollowUp(shows('standard · wf_')))).toBe(true)
  expect(discord.violations).toEqual([])
})

it('leaves a brief that was opened from the list in its reader’s language, and to be forgotten, when it is gone deeper from', async () => {
  const { discord, open } = await readBrief()
  const { opened, shown } = await open()
  expect(actionsOf(shown)).toContain('forget')
  const edits = () =>
    discord.requests.filter(({ method, path }) => method === 'PATCH' && /\/(@|%40)original$/.test(path))
  const before = edits().length
  discord.select(opened, buttonOf(shown, 'deeper'), ['standard'], me)
  await discord.waitUntil(() =>
    edits()
      .slice(before)
      .find(({ status }) => status === 200),
  )
  const changed = await opened.waitFor(() => true)

  expect(actionsOf(changed)).toContain('forget')
  expect(textOf(changed)).toContain('быстрый · wf_')
  expect(discord.violations).toEqual([])
})

it('leaves the line above a late brief, and leads to it where it is', async () => {
  const { discord, article, advance, running } = await botOnDiscordTime()
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  await asked.waitFor((message) => actionsOf(message).includes('cancel'))
  advance(sixteenMinutesMs)
  article.release()
  const late = structuredClone(await discord.waitForMessage(channel, shows('quick · wf_')))
  await discord.waitForMessage(channel, shows('so the brief is in the channel'))
  discord.select(late, buttonOf(late, 'deeper'), ['standard'], { user: member.id })
  const changed = await discord.waitForMessage(
    channel,
    (message) => message.id === late.id && hasLink(message),
  )

  expect(textOf(changed)).toContain(`<@${member.id}>`)
  const [, run] = await running.context.autointel.workflows.recent({ limit: 2 })
  expect(run?.replyTo).toMatchObject({ shownAt: `channel ${channel} ${late.id}` })
  expect(JSON.stringify(changed.components)).toContain(`https://discord.com/channels/${guild.id}/${channel}/`)
  expect(discord.messagesThatMayMention().filter(({ method }) => method === 'PATCH')).toEqual([])
  expect(discord.violations).toEqual([])
})
