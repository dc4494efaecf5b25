import { expect, it } from 'vitest'
import { serveArticle } from './article.ts'
import { guild, localDiscord, member, runBot } from './local-bot.ts'
import { shows } from './message-view.ts'

it('answers 200 members of 20 servers who ask at once, each within 3 seconds, and finishes all', async () => {
  const guilds = Array.from({ length: 20 }, (_, index) => ({
    ...guild,
    id: String(120_000_000_000_000_001n + BigInt(index)),
    channels: [{ id: String(130_000_000_000_000_001n + BigInt(index)), name: 'general' }],
  }))
  const [discord, article] = await Promise.all([localDiscord({ guilds }), serveArticle()])
  const { context } = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host, WORKFLOW_CONCURRENCY: '8' })

  const asked = Array.from({ length: 200 }, (_, index) =>
    discord.command(
      'autointel',
      { url: article.url, depth: 'quick' },
      { user: member.id, guild: guilds[index % guilds.length]?.id ?? '' },
    ),
  )
  await Promise.all(asked.map((one) => one.waitFor(shows('Harbour closed'), 200_000)))

  const answeredWithinMs = asked.map((one) => one.answeredWithinMs ?? Number.POSITIVE_INFINITY)
  expect(Math.max(...answeredWithinMs)).toBeLessThan(3_000)
  expect(discord.unanswered()).toEqual([])
  expect(discord.violations).toEqual([])
  expect(discord.sentWhileLimited()).toEqual([])
  expect(discord.messagesThatMayMention()).toEqual([])
  const { ledger, workflows } = context.autointel
  const runs = await workflows.recent({ limit: 300 })
  expect(runs.map(({ state }) => state)).toEqual(asked.map(() => 'completed'))
  expect(await ledger.verify()).toMatchObject({ ok: true, holdsPending: 0, differences: [] })
}, 240_000)
