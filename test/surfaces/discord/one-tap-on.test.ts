import { expect, it } from 'vitest'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { serveArticle } from './article.ts'
import { channel, guild, localDiscord, member, other, owner, runBot } from './local-bot.ts'
import { actionsOf, buttonOf, isForOneAlone, shows, textOf } from './message-view.ts'
import { paidBot } from './paid-bot.ts'
import { rawRequest } from './raw-request.ts'

const server = bookedSubject(`guild_${guild.id}`)
const budgetMode = (mode: string) => ({ limitNanoUsd: 2_500_000_000n, mode })

async function refusedRun(asker = member.id) {
  const bot = await paidBot({ default: { day: 0 } })
  const asked = bot.discord.command('autointel', { url: bot.article.url, depth: 'quick' }, { user: asker })
  const refused = structuredClone(await asked.waitFor(shows('This server’s budget for the day')))
  return { ...bot, refused, ledger: bot.running.context.autointel.ledger }
}

async function briefOf(options: Readonly<Record<string, string | boolean>> = {}) {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle()])
  const running = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  const asked = discord.command(
    'autointel',
    { url: article.url, depth: 'quick', ...options },
    { user: member.id },
  )
  const brief = await asked.waitFor(shows('Harbour closed'))
  return { discord, article, running, asked, brief: structuredClone(brief) }
}

it('tells whoever asks when the limit starts over that has refused, to them alone', async () => {
  const { discord, refused } = await refusedRun()
  const pressed = discord.button(refused, buttonOf(refused, 'resets'), { user: other.id, locale: 'ru' })
  const told = await pressed.waitFor(shows('Бюджета этого сервера на день'))
  expect(isForOneAlone(told)).toBe(true)
  expect(textOf(told)).toMatch(/Обновится <t:\d+:f> \(<t:\d+:R>\)/)
  expect(discord.violations).toEqual([])
})

it('offers to try again in the message itself once the limit leaves enough', async () => {
  const { discord, refused, ledger } = await refusedRun()
  await ledger.setBudget({
    subject: server,
    period: 'day',
    limitNanoUsd: 5_000_000_000n,
    by: 'config',
    role: 'owner',
    atMs: Date.now(),
  })
  const pressed = discord.button(refused, buttonOf(refused, 'resets'), { user: member.id })
  await pressed.waitForFollowUp(shows('There is enough again'))
  const changed = await discord.waitForMessage(channel, (message) => actionsOf(message).includes('continue'))
  expect(changed.id).toBe(refused.id)

  discord.button(changed, buttonOf(changed, 'continue'), { user: member.id })
  await discord.waitForMessage(channel, (message) => actionsOf(message).includes('brief'))
  expect(discord.violations).toEqual([])
})

it.each([
  [{}, 'hard'],
  [{ mode: 'soft' }, 'soft'],
])('asks for limit and mode in one form, with what is in force: %j', async (chosen, mode) => {
  const { discord, refused, ledger } = await refusedRun(owner.id)
  const pressed = discord.button(refused, buttonOf(refused, 'raise'), { user: owner.id })
  await pressed.firstResponse()
  const form = discord.modal(pressed, { amount: '2.50', ...chosen })
  await form.waitFor(shows('Budget changed'))
  const statuses = await ledger.budgetStatus(server, Date.now())
  expect(statuses.find(({ period }) => period === 'day')?.budget).toMatchObject(budgetMode(mode))
  expect(discord.violations).toEqual([])
})

it('leads from a brief to the deeper one that was asked for, and no longer offers that depth', async () => {
  const { discord, brief } = await briefOf()
  discord.select(brief, buttonOf(brief, 'deeper'), ['standard'], { user: member.id })
  const deeper = await discord.waitForMessage(channel, shows('standard · wf_'))
  const first = await discord.waitForMessage(
    channel,
    (message) => message.id === brief.id && JSON.stringify(message.components).includes('/channels/'),
  )
  const components = JSON.stringify(first.components)
  expect(components).toContain(`https://discord.com/channels/${guild.id}/${channel}/${deeper.id}`)
  expect(components).not.toContain('"value":"standard"')
  expect(components).toContain('"value":"deep"')
  expect(discord.violations).toEqual([])
})

it('shows a deeper brief again that is for its member alone, where no link leads', async () => {
  const { discord, asked, brief } = await briefOf({ private: true })
  const goDeeper = () => discord.select(asked, buttonOf(brief, 'deeper'), ['standard'], { user: member.id })
  await goDeeper().waitForFollowUp(shows('standard · wf_'))
  const again = await goDeeper().waitForFollowUp(shows('standard · wf_'))
  expect(isForOneAlone(again)).toBe(true)
  expect(discord.messages(channel)).toEqual([])
  expect(discord.violations).toEqual([])
})

it('goes on in a message that an earlier version has sent as an embed', async () => {
  const { discord, running, brief } = await briefOf()
  const [run] = await running.context.autointel.workflows.recent({ limit: 1 })
  const path = `/channels/${channel}/messages`
  await rawRequest(discord, 'POST', path, {
    content: 'as it was',
    embeds: [{ title: 'Harbour closed' }],
    components: [
      {
        type: 1,
        components: [{ type: 2, style: 1, label: 'Go deeper', custom_id: `deeper|${run?.id}|deep` }],
      },
    ],
  })
  const old = structuredClone(await discord.waitForMessage(channel, ({ content }) => content === 'as it was'))
  discord.button(old, `deeper|${run?.id}|deep`, { user: member.id })
  const changed = await discord.waitForMessage(
    channel,
    (message) => message.id === old.id && actionsOf(message).includes('brief'),
  )
  expect([changed.content, changed.embeds]).toEqual(['', []])
  expect(textOf(changed)).toContain(textOf(brief).split('\n')[1])
  expect(discord.violations).toEqual([])
})
