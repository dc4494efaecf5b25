import type { APIMessage } from 'discord.js'
import { expect, it } from 'vitest'
import { serveArticle } from './article.ts'
import { channel, localDiscord, member, other, runBot } from './local-bot.ts'
import { actionsOf, buttonOf, shows, textOf } from './message-view.ts'

/** A bot that runs one at a time, and lets one more of each member wait. */
async function busyBot(locale = 'en-US') {
  const [discord, held, article] = await Promise.all([
    localDiscord(),
    serveArticle({ isHeld: true }),
    serveArticle(),
  ])
  const running = await runBot(discord, {
    SOURCE_ALLOW_HOSTS: `${held.host},${article.host}`,
    WORKFLOW_CONCURRENCY: '1',
    WORKFLOWS_WAITING_PER_MEMBER: '1',
  })
  const ask = (user = member.id, { url } = held) =>
    discord.command('autointel', { url, depth: 'quick' }, { user, locale })
  return { discord, held, article, ask, workflows: running.context.autointel.workflows }
}

const isUnderWay = (message: APIMessage) => actionsOf(message).includes('cancel')

it.each([
  ['en-US', 'As many of your runs wait as may: 1', 'Yours is next'],
  ['ru', 'В очереди уже столько ваших запусков, сколько можно: 1', 'Ваш запуск — следующий'],
])(
  'tells a member as many of whose runs wait as may, in %s, and nobody else',
  async (locale, told, waits) => {
    const { discord, held, ask, workflows } = await busyBot(locale)
    const asked = ask()
    await asked.waitFor(isUnderWay)
    const waiting = ask()
    await waiting.waitFor(shows(waits))
    const refused = await ask().waitFor(shows(told))
    const others = ask(other.id)
    await others.waitFor(isUnderWay)

    expect(actionsOf(refused)).toEqual([])
    expect(await workflows.recent({ limit: 9 })).toHaveLength(3)
    held.release()
    await Promise.all([asked, waiting, others].map((one) => one.waitFor(shows('Harbour closed'))))
    expect(discord.messages(channel)).toHaveLength(4)
    expect(textOf(refused)).not.toContain('Harbour closed')
    expect(discord.violations).toEqual([])
  },
)

it('leaves no message of a deeper run that it does not begin', async () => {
  const { discord, held, article, ask, workflows } = await busyBot()
  const brief = structuredClone(await ask(member.id, article).waitFor(shows('Harbour closed')))
  const first = ask()
  await first.waitFor(isUnderWay)
  const second = ask()
  await second.waitFor(isUnderWay)
  const pressed = discord.select(brief, buttonOf(brief, 'deeper'), ['standard'], { user: member.id })
  await pressed.waitForFollowUp(shows('As many of your runs wait as may'))

  expect(discord.messages(channel)).toHaveLength(3)
  expect(await workflows.recent({ limit: 9 })).toHaveLength(3)
  held.release()
  await Promise.all([first, second].map((one) => one.waitFor(shows('Harbour closed'))))
  expect(discord.violations).toEqual([])
})
