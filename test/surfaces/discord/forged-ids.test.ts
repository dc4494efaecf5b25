import type { APIMessage } from 'discord.js'
import { expect, it } from 'vitest'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { serveArticle } from './article.ts'
import { channel, guild, localDiscord, manager, member, other, owner, runBot } from './local-bot.ts'
import { isForOneAlone, shows, textOf } from './message-view.ts'
import { rawRequest } from './raw-request.ts'

const hidden = '130000000000000002'
const elsewhere = {
  id: '120000000000000002',
  name: 'Others',
  channels: [{ id: '130000000000000009', name: 'general' }],
}
const guilds = [
  {
    ...guild,
    channels: [
      { id: channel, name: 'general' },
      { id: hidden, name: 'staff', isHidden: true },
    ],
  },
  elsewhere,
]

/** A bot that has answered `member` privately, in a hidden channel, and for all. */
async function botWithRuns() {
  const [discord, article] = await Promise.all([localDiscord({ guilds }), serveArticle()])
  const { context } = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  const ask = async (options: Record<string, boolean>, place: { channel?: string }) => {
    const asked = discord.command(
      'autointel',
      { url: article.url, depth: 'quick', ...options },
      { user: member.id, ...place },
    )
    await asked.waitFor(shows('Harbour closed'))
    const [run] = await context.autointel.workflows.recent({ limit: 1 })
    return run?.id ?? ''
  }
  const runs = {
    private: await ask({ private: true }, {}),
    hidden: await ask({}, { channel: hidden }),
    public: await ask({}, {}),
  }
  return { discord, context, runs }
}

/** A message with buttons whose ids somebody made up. */
async function forged(
  discord: LocalDiscord,
  customIds: readonly string[],
  to: string = channel,
): Promise<APIMessage> {
  const buttons = customIds.map((custom_id) => ({ type: 2, style: 1, label: 'Press', custom_id }))
  const rows = [buttons.slice(0, 5), buttons.slice(5)].filter(({ length }) => length > 0)
  const components = rows.map((row) => ({ type: 1, components: row }))
  const content = customIds.join(' ')
  await rawRequest(discord, 'POST', `/channels/${to}/messages`, { content, components })
  return discord.waitForMessage(to, (message) => message.content === content)
}

it.each([
  ['private', 'another member', { user: other.id }],
  ['private', 'a manager', { user: manager.id }],
  ['private', 'an owner', { user: owner.id }],
  ['hidden', 'a member outside of the channel', { user: other.id }],
  ['hidden', 'a manager outside of the channel', { user: manager.id }],
  ['public', 'a member of another server', { user: other.id, guild: elsewhere.id }],
] as const)(
  'no button made up for a %s run shows %s anything, not even that there is one',
  async (run, _, by) => {
    const { discord, context, runs } = await botWithRuns()
    const id = runs[run]
    const customIds = [
      `brief|${id}`,
      `details|${id}`,
      `continue|${id}`,
      `deeper|${id}|deep`,
      `cancel|${id}`,
      `retry|${id}`,
      `ask|${id}`,
    ]
    const place = 'guild' in by ? elsewhere.channels[0]?.id : channel
    const [message, unknown] = [
      await forged(discord, customIds, place),
      await forged(discord, ['brief|wf_none'], place),
    ]
    const answerTo = async (pressed: APIMessage, customId: string) => {
      const told = await discord.button(pressed, customId, by).waitFor(shows('no such run'))
      return { text: textOf(told), isPrivate: isForOneAlone(told) }
    }

    const answers = await Promise.all(customIds.map((customId) => answerTo(message, customId)))

    const { text } = await answerTo(unknown, 'brief|wf_none')
    expect(answers).toEqual(customIds.map(() => ({ text, isPrivate: true })))
    expect(await context.autointel.workflows.recent({ limit: 9 })).toHaveLength(3)
    expect(discord.violations).toEqual([])
  },
)

it.each([
  ['en-US', 'I know no such run, or it is not for you to see.'],
  ['ru', 'Такого запуска я не знаю, или его результат предназначен не вам.'],
])('says so in %s', async (locale, text) => {
  const { discord, runs } = await botWithRuns()
  const message = await forged(discord, [`brief|${runs.private}`])
  const told = await discord
    .button(message, message.content, { user: other.id, locale })
    .waitFor((shown) => textOf(shown) !== message.content)
  expect(textOf(told)).toBe(text)
})

it('shows a private run to its member again, wherever the button is', async () => {
  const { discord, runs } = await botWithRuns()
  const message = await forged(discord, [`brief|${runs.private}`])
  const shown = await discord
    .button(message, message.content, { user: member.id })
    .waitFor(shows('full brief'))
  expect(isForOneAlone(shown)).toBe(true)
  expect(shown.attachments).toHaveLength(1)
})

it('shows a run of a hidden channel to its readers', async () => {
  const { discord, runs } = await botWithRuns()
  const message = await forged(discord, [`brief|${runs.hidden}`], hidden)
  const pressed = discord.button(message, `brief|${runs.hidden}`, { user: other.id, channel: hidden })
  expect((await pressed.waitFor(shows('full brief'))).attachments).toHaveLength(1)
})

it.each([
  'report|bot|d7|task|lyw3v5s0',
  'export|guild_120000000000000002|d7|lyw3v5s0',
  'history|user_1|0',
  'raise|bot|day',
])('shows nobody but owners the money behind %s', async (customId) => {
  const discord = await localDiscord({ guilds })
  await runBot(discord)
  const message = await forged(discord, [customId])
  const told = await discord
    .button(message, customId, { user: manager.id })
    .waitFor(shows('Only the bot’s owners'))
  expect(isForOneAlone(told)).toBe(true)
})
