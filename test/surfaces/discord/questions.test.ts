import { expect, it } from 'vitest'
import { serveBody } from '../../sources/loopback-server.ts'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { answer } from '../../support/providers/reply.ts'
import { serveArticle } from './article.ts'
import { channel, guild, localDiscord, manager, member, other, runBot } from './local-bot.ts'
import { actionsOf, buttonOf, isForOneAlone, shows, textOf } from './message-view.ts'
import { paidBot } from './paid-bot.ts'
import { rawRequest } from './raw-request.ts'

const repairs = 'repairs would take 12 days and cost 3 million dollars'
const inRussian = { user: other.id, locale: 'ru' }

async function askingBot(options: Parameters<typeof localDiscord>[0] = {}, ...hosts: readonly string[]) {
  const [discord, article] = await Promise.all([localDiscord(options), serveArticle()])
  const { context } = await runBot(discord, { SOURCE_ALLOW_HOSTS: [article.host, ...hosts].join(',') })
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

it('names the thread in the language of the server, as its answers are', async () => {
  const { discord, read } = await askingBot()
  await discord.command('settings set', { language: 'ru' }, { user: manager.id }).waitFor(shows('Changed.'))
  const brief = await read({})
  await ask(discord, brief, 'How long will the repairs take?', { user: member.id })
  await discord.waitForMessage(brief.id, shows('Выбрано из прочитанного'))
  const [opened] = discord.requests.filter(({ path }) => path.endsWith('/threads'))
  expect(opened?.body).toMatchObject({ name: 'Вопросы: Harbour closed' })
})

it('answers alone about a private brief, wherever its button is, and takes the form of nobody else', async () => {
  const { discord, context, read } = await askingBot()
  const brief = await read({ private: true })
  const [run] = await context.autointel.workflows.recent({ limit: 1 })
  const customId = buttonOf(brief, 'ask')
  const row = { type: 1, components: [{ type: 2, style: 1, label: 'Press', custom_id: customId }] }
  await rawRequest(discord, 'POST', `/channels/${channel}/messages`, { content: 'a copy', components: [row] })
  const copy = await discord.waitForMessage(channel, shows('a copy'))
  const question = 'How much will the repairs cost?'

  const pressed = discord.button(copy, customId, { user: member.id })
  await discord.waitUntil(() => pressed.modal)
  const ofAnother = discord.modal(pressed, { question }, { user: other.id })
  await ofAnother.waitFor(shows('no such run'))
  const answered = await discord.modal(pressed, { question }, { user: member.id }).waitFor(shows(repairs))

  expect([run?.visibility, isForOneAlone(answered)]).toEqual(['member', true])
  expect(discord.requests.filter(({ path }) => path.endsWith('/threads'))).toEqual([])
  expect(discord.violations).toEqual([])
})

it('answers alone where it may open no thread, and in direct messages', async () => {
  const { discord, read } = await askingBot({ botPermissions: (1n << 10n) | (1n << 11n) })
  const asked = await ask(discord, await read({}), 'How much will the repairs cost?', { user: member.id })
  expect(isForOneAlone(await asked.waitFor(shows(repairs)))).toBe(true)

  const direct = await read({}, { user: member.id, isDirect: true })
  const pressed = discord.button(direct, buttonOf(direct, 'ask'), { user: member.id, isDirect: true })
  await discord.waitUntil(() => pressed.modal)
  const form = discord.modal(pressed, { question: 'How much will the repairs cost?' })
  await form.waitFor(shows(repairs))
  expect(discord.violations).toEqual([])
})

it('answers in a thread from nothing that whoever asks may see alone', async () => {
  await using server = await serveBody(
    '<title>Ferry sold</title><p>Greta Olsen bought the ferry of Nordby for nine million crowns in secret.</p>',
    { 'content-type': 'text/html' },
  )
  const { discord, read } = await askingBot({}, server.host)
  const question = 'Who bought the ferry of Nordby?'
  await read({ url: server.origin, depth: 'deep', private: true })
  const brief = await read({})
  const alone = discord.command('recall', { question }, { user: member.id })
  await alone.waitFor(shows('Greta Olsen'))

  const asked = await ask(discord, brief, question, { user: member.id })
  await asked.waitFor(shows(`The answer is in <#${brief.id}>.`))
  const answered = await discord.waitForMessage(brief.id, shows(question))
  expect(textOf(answered)).toContain('Nothing that was read here answers that.')
  expect(textOf(answered)).not.toContain('Greta Olsen')
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

it('knows what was asked before in the thread, and of what was asked alone only what its message says', async () => {
  const { discord, article, provider } = await paidBot({})
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const brief = await asked.waitFor((message) => actionsOf(message).includes('ask'))
  const quote = 'The port authority said that repairs would take 12 days and cost 3 million dollars.'
  const answering = (said: string) =>
    provider.respondWith([
      answer({ text: JSON.stringify({ answered: true, answer: said, quotes: [quote] }) }),
    ])
  const lastPrompt = () => JSON.stringify(provider.requests.at(-1)?.body['messages'])

  answering('Twelve *long* days.')
  await ask(discord, brief, 'How long will the repairs take?', { user: member.id })
  const first = await discord.waitForMessage(brief.id, shows('days.'))
  expect(lastPrompt()).not.toContain('Asked and answered before')

  answering('Three million.')
  await ask(discord, first, 'And what will they cost?', { user: other.id })
  await discord.waitForMessage(brief.id, shows('Three million.'))
  expect(lastPrompt()).toMatch(/How long will the repairs take\?.*Twelve \*long\* days\./)

  answering('Of dollars.')
  await ask(discord, brief, 'Of what money?', { user: other.id })
  await discord.waitForMessage(brief.id, shows('Of dollars.'))
  expect(lastPrompt()).toMatch(/How long will the repairs take.*And what will they cost.*Of what money/)
  expect(discord.violations).toEqual([])
})

it('goes on from /recall with whoever asked, alone, in one conversation of runs of their own', async () => {
  const { discord, article, provider, running } = await paidBot({})
  const { ledger } = running.context.autointel
  const reading = discord.command('autointel', { url: article.url, depth: 'deep' }, { user: member.id })
  await reading.waitFor((message) => actionsOf(message).includes('ask'))
  const quote = 'The port authority said that repairs would take 12 days and cost 3 million dollars.'
  const answering = (said: string) =>
    provider.respondWith([
      answer({ text: JSON.stringify({ answered: true, answer: said, quotes: [quote] }) }),
    ])
  const lastPrompt = () => JSON.stringify(provider.requests.at(-1)?.body['messages'])
  const asks = async (on: Shown, question: string, user: string) => {
    const pressed = discord.button(on, buttonOf(on as Parameters<typeof buttonOf>[0], 'recall'), { user })
    await discord.waitUntil(() => pressed.modal)
    return discord.modal(pressed, { question }, { user })
  }
  const paidIn = async (id: string) => {
    const entries = await ledger.entriesOf(id)
    return entries.filter(({ provider }) => provider === 'openai').map(({ conversation }) => conversation)
  }

  answering('Twelve days.')
  const question = 'How long will the repairs of the harbour take?'
  const first = discord.command('recall', { question }, { user: other.id })
  const told = await first.waitFor(shows('Twelve days.'))
  answering('Three million.')
  const second = await asks(told, 'And what will they cost?', other.id)
  const cheap = await second.waitFor(shows('Three million.'))
  answering('Dollars.')
  const third = await asks(cheap, 'And in which money?', other.id)
  const last = await third.waitFor(shows('Dollars.'))

  expect(lastPrompt()).toMatch(
    /How long will the repairs of the harbour take.*And what will they cost.*And in which money/,
  )
  expect([cheap, last].map(isForOneAlone)).toEqual([true, true])
  expect(textOf(last)).toContain(question)
  expect(await paidIn(`ask_${third.id}`)).toEqual([`ask_${first.id}`])
  answering('Again three million.')
  const forged = { type: 2, style: 1, label: 'Press', custom_id: `recall|ask_${first.id}` }
  const components = [{ type: 1, components: [forged] }]
  await rawRequest(discord, 'POST', `/channels/${channel}/messages`, { content: 'a copy', components })
  const copy = await discord.waitForMessage(channel, shows('a copy'))
  const byAnother = await asks(copy, 'And what will they cost?', member.id)
  await byAnother.waitFor(shows('Again three million.'))
  expect(await paidIn(`ask_${byAnother.id}`)).toEqual([`ask_${byAnother.id}`])
  expect(discord.violations).toEqual([])
})
