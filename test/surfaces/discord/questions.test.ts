import { expect, it } from 'vitest'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { answer } from '../../support/providers/reply.ts'
import { serveArticle } from './article.ts'
import { guild, localDiscord, member, other, runBot } from './local-bot.ts'
import { actionsOf, buttonOf, isForOneAlone, shows, textOf } from './message-view.ts'
import { paidBot } from './paid-bot.ts'

const repairs = 'repairs would take 12 days and cost 3 million dollars'
const inRussian = { user: other.id, locale: 'ru' }

async function askingBot(options: Parameters<typeof localDiscord>[0] = {}) {
  const [discord, article] = await Promise.all([localDiscord(options), serveArticle()])
  const { context } = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  const read = (wanted: object, as: Parameters<LocalDiscord['command']>[2] = { user: member.id }) =>
    discord
      .command('autointel', { url: article.url, ...wanted }, as)
      .waitFor((message) => actionsOf(message).includes('ask'))
  return { discord, context, read }
}

type Shown = Parameters<LocalDiscord['button']>[0]

async function ask(
  discord: LocalDiscord,
  on: Shown & { components?: unknown },
  question: string,
  as: { user: string; locale?: string },
) {
  const pressed = discord.button(on, buttonOf(on as Parameters<typeof buttonOf>[0], 'ask'), as)
  await discord.waitUntil(() => pressed.modal)
  return discord.modal(pressed, { question }, as)
}

it('answers under a brief in its thread, for all who read it, in the words of the text', async () => {
  const { discord, read } = await askingBot()
  const brief = await read({})

  const first = await ask(discord, brief, 'How long will the repairs take?', { user: member.id })
  const told = await first.waitFor(shows(`The answer is in <#${brief.id}>.`))
  expect(isForOneAlone(told)).toBe(true)
  const answered = await discord.waitForMessage(brief.id, shows(repairs))
  expect(textOf(answered)).toContain('How long will the repairs take?')

  const again = await ask(discord, answered, 'Кто обещал расследование?', inRussian)
  await again.waitFor(shows(`Ответ — в <#${brief.id}>.`))
  await discord.waitForMessage(brief.id, shows('расследование'))
  const third = await ask(discord, brief, 'Who promised an investigation?', { user: member.id })
  await third.waitFor(shows(`The answer is in <#${brief.id}>.`))
  await discord.waitForMessage(brief.id, shows('Anna Holm'))
  expect(discord.violations).toEqual([])
})

it('answers alone about a private brief, and where it may open no thread', async () => {
  const { discord, read } = await askingBot({ botPermissions: (1n << 10n) | (1n << 11n) })
  for (const wanted of [{ private: true }, {}]) {
    const brief = await read(wanted)
    const asked = await ask(discord, brief, 'How much will the repairs cost?', { user: member.id })
    const answered = await asked.waitFor(shows(repairs))
    expect(isForOneAlone(answered)).toBe(true)
  }
  const direct = await read({}, { user: member.id, isDirect: true })
  const asked = discord.button(direct, buttonOf(direct, 'ask'), { user: member.id, isDirect: true })
  await discord.waitUntil(() => asked.modal)
  const form = discord.modal(asked, { question: 'How much will the repairs cost?' })
  await form.waitFor(shows(repairs))
  expect(discord.violations).toEqual([])
})

it('recalls what was read, and says so where nothing was', async () => {
  const { discord, read } = await askingBot()
  await read({ depth: 'deep' })
  const found = discord.command('recall', { question: 'Who promised an investigation?' }, { user: other.id })
  const answered = await found.waitFor(shows('Anna Holm'))
  expect(isForOneAlone(answered)).toBe(true)
  expect(textOf(answered)).toContain('Harbour closed')
  const none = discord.command('recall', { question: 'Кто построил пирамиды?' }, inRussian)
  await none.waitFor(shows('В прочитанном здесь ответа на это нет.'))
  expect(discord.violations).toEqual([])
})

it('pays for a question out of a budget of its own, as a line of its own', async () => {
  const { discord, article, provider, running } = await paidBot({})
  const { ledger } = running.context.autointel
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const brief = await asked.waitFor((message) => actionsOf(message).includes('ask'))
  const [run] = await running.context.autointel.workflows.recent({ limit: 1 })
  const before = await ledger.entriesOf(run?.id ?? '')
  const quote = 'The port authority said that repairs would take 12 days and cost 3 million dollars.'
  provider.respondWith([
    answer({ text: JSON.stringify({ answered: true, answer: 'Twelve days.', quotes: [quote] }) }),
  ])
  const form = await ask(discord, brief, 'How long will the repairs take?', { user: other.id })
  await form.waitFor(shows('The answer is in'))
  await discord.waitForMessage(brief.id, (message) => shows('Twelve days.')(message) && shows(quote)(message))
  const entries = await ledger.entriesOf(`ask_${form.id}`)
  const paid = entries.filter(({ provider }) => provider === 'openai')
  expect(paid).toMatchObject([{ task: 'answering', user: other.id, tenant: `guild_${guild.id}` }])
  expect(await ledger.entriesOf(run?.id ?? '')).toEqual(before)
})
