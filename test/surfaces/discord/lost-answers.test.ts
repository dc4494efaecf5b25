import { expect, it } from 'vitest'
import { systemTimers } from '../../../src/app/timers.ts'
import { answerWithinMs } from '../../../src/surfaces/discord/interaction-callback.ts'
import { serveArticle } from './article.ts'
import { channel, localDiscord, member, runBot } from './local-bot.ts'
import { shows } from './message-view.ts'

const callback = { method: 'POST', path: /^\/interactions\/.*\/callback$/, kind: 'reset' } as const

/** A bot for which the time of a first answer is over at once. */
async function hastyBot() {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle()])
  const after = (ms: number) => (ms === answerWithinMs ? AbortSignal.abort() : systemTimers.after(ms))
  const settings = { SOURCE_ALLOW_HOSTS: article.host }
  const running = await runBot(discord, settings, { timers: { ...systemTimers, after } })
  return { discord, article, ...running }
}

it('does not leave a member waiting before an answer that has arrived while all that was heard of it is lost', async () => {
  const { discord, article, context } = await hastyBot()
  discord.failNext({ ...callback, isCarriedOut: true })

  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  await asked.waitFor(shows('Something went wrong'))

  expect(discord.messages(channel)).toHaveLength(1)
  expect(await context.autointel.workflows.recent({ limit: 9 })).toEqual([])
  // It asks by answering again whether the first has arrived.
  expect(discord.violations.map(({ kind }) => kind)).toEqual(['second-answer'])
})
