import type { APIMessage } from 'discord.js'
import { describe, expect, it } from 'vitest'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { openAsOtherProgram } from '../../support/ledger/other-program.ts'
import { serveArticle } from './article.ts'
import { channel, localDiscord, member, other, runBot } from './local-bot.ts'
import { buttonOf, isForOneAlone, shows, textOf } from './message-view.ts'
import { rawRequest } from './raw-request.ts'

const me = { user: member.id }
const anything = (message: APIMessage) => textOf(message) !== ''

async function botWithRun(options: Readonly<Record<string, boolean>> = {}) {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle()])
  const { context, lines } = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  const asked = discord.command('autointel', { url: article.url, depth: 'quick', ...options }, me)
  const brief = await asked.waitFor(shows('Harbour closed'))
  const [run] = await context.autointel.workflows.recent({ limit: 1 })
  return { discord, article, brief, context, lines, id: run?.id ?? '' }
}

async function sent(discord: LocalDiscord, customIds: readonly string[]): Promise<APIMessage> {
  const component = (custom_id: string) => ({ type: 2, style: 1, label: 'Press', custom_id })
  const rows = [customIds.slice(0, 5), customIds.slice(5)].filter(({ length }) => length > 0)
  const components = rows.map((row) => ({ type: 1, components: row.map(component) }))
  const content = `${customIds.length} buttons`
  await rawRequest(discord, 'POST', `/channels/${channel}/messages`, { content, components })
  return discord.waitForMessage(channel, (message) => message.content === content)
}

const actions = ['brief', 'details', 'cancel', 'continue', 'retry', 'forget', 'forget-run']

it('knows nothing of a run that was forgotten, whatever button of it is left', async () => {
  const { discord, context, id, brief } = await botWithRun()
  await context.autointel.forgetting.forget({ kind: 'run', workflow: id })
  const customIds = [...actions.map((action) => `${action}|${id}`), `deeper|${id}|deep`]
  const message = await sent(discord, customIds)

  const answers = await Promise.all([
    ...customIds.map((customId) => discord.button(message, customId, me).waitFor(shows('no such run'))),
    discord.button(brief, buttonOf(brief, 'brief'), me).waitFor(shows('no such run')),
  ])

  expect(answers.every(isForOneAlone)).toBe(true)
  expect(await context.autointel.workflows.recent({ limit: 9 })).toEqual([])
  expect(discord.violations).toEqual([])
})

it('answers ids that say nothing to the one who presses alone, and does nothing', async () => {
  const { discord, context } = await botWithRun()
  const customIds = [
    ...['runs|-1', 'runs|99999', 'runs|1e3', 'runs|', 'runs', 'open-run', 'open-run|wf_1', '|'],
    ...['forget-all', 'forget-all|user_', 'forget-all|default', 'forget|', 'forget-run'],
    ...['constructor|x', '__proto__', 'toString'],
  ]
  const messages = [await sent(discord, customIds.slice(0, 10)), await sent(discord, customIds.slice(10))]

  const answers = await Promise.all(
    customIds.map((customId, index) => {
      const message = messages[index < 10 ? 0 : 1]
      return discord.button(message as APIMessage, customId, me).waitFor(anything)
    }),
  )

  const says = /no longer in use|no such run|what is yours alone|Only those who manage/
  expect(answers.map((answer) => says.test(textOf(answer)) && isForOneAlone(answer))).toEqual(
    customIds.map(() => true),
  )
  expect(messages.map((message) => textOf(message))).toEqual(['10 buttons', '6 buttons'])
  expect(await context.autointel.workflows.recent({ limit: 9 })).toHaveLength(1)
  expect(discord.violations).toEqual([])
})

it('shows nobody’s runs to others, although the list is asked for on a message that all see', async () => {
  const { discord } = await botWithRun({ private: true })
  const message = await sent(discord, ['runs|0'])

  const list = await discord.button(message, 'runs|0', me).waitFor(shows('Harbour closed'))

  expect(isForOneAlone(list)).toBe(true)
  expect(list.id).not.toBe(message.id)
  expect(
    discord
      .messages(channel)
      .map((one) => textOf(one))
      .join(),
  ).not.toContain('Harbour closed')
})

it('checks a button anew where its message was copied to', async () => {
  const { discord, article, id } = await botWithRun({ private: true })
  const elsewhere = { user: other.id, isDirect: true }
  await discord.command('autointel', { url: article.url, depth: 'quick' }, elsewhere).waitFor(anything)
  const direct = discord.directMessages(other.id)[0]?.channel_id ?? ''
  const components = [
    { type: 1, components: [{ type: 2, style: 1, label: 'Press', custom_id: `brief|${id}` }] },
  ]
  await rawRequest(discord, 'POST', `/channels/${direct}/messages`, { content: 'a copy', components })
  const copy = await discord.waitForDirectMessage(other.id, ({ content }) => content === 'a copy')

  const told = await discord.button(copy, `brief|${id}`, elsewhere).waitFor(anything)

  expect(textOf(told)).toContain('no such run')
})

describe('a run of an earlier version', () => {
  it('is its member’s alone, for buttons and for lists', async () => {
    const { discord, context, id } = await botWithRun()
    const others = openAsOtherProgram(context.autointel.config.databaseFile)
    // As the migration leaves what was there before anybody could be named.
    others.prepare("update workflows set visibility = 'member', channel = '', location_identity = ''").run()
    const message = await sent(discord, [`brief|${id}`])

    const told = await discord.button(message, `brief|${id}`, { user: other.id }).waitFor(anything)
    const list = await discord.command('runs', {}, me).waitFor(shows('Harbour closed'))
    const mine = await discord.button(message, `brief|${id}`, me).waitFor(shows('full brief'))

    expect(textOf(told)).toContain('no such run')
    expect(isForOneAlone(list)).toBe(true)
    expect(mine.attachments).toHaveLength(1)
  })

  it('that was nobody’s is not shown to who has no name, nor listed', async () => {
    const { discord, context, id } = await botWithRun()
    const others = openAsOtherProgram(context.autointel.config.databaseFile)
    others.prepare("update workflows set visibility = 'member', user = '', channel = ''").run()
    const message = await sent(discord, [`brief|${id}`, `forget-run|${id}`])

    const answers = await Promise.all(
      [`brief|${id}`, `forget-run|${id}`].map((customId) =>
        discord.button(message, customId, me).waitFor(anything),
      ),
    )
    const list = await discord.command('runs', {}, me).waitFor(shows('Your runs'))

    expect(answers.map((answer) => textOf(answer).includes('no such run'))).toEqual([true, true])
    expect(textOf(list)).toContain('There are none')
  })
})

it('forgets everything of a member once when two of their questions are confirmed at once', async () => {
  const { discord, context } = await botWithRun()
  const questions = await Promise.all(
    [1, 2].map(() => discord.command('forget mine', {}, me).waitFor(shows('everything of yours'))),
  )

  const answers = await Promise.all(
    questions.map((question) =>
      discord.button(question, buttonOf(question, 'forget-all'), me).waitFor(shows('Forgotten')),
    ),
  )

  const counts = answers.map((answer) => Number(textOf(answer).match(/Forgotten: (\d+)/)?.[1]))
  expect(Math.max(...counts)).toBe(1)
  expect(await context.autointel.workflows.recent({ limit: 9 })).toEqual([])
  expect(await context.autointel.ledger.verify()).toMatchObject({ ok: true })
  expect(discord.violations).toEqual([])
})
