import { expect } from 'vitest'
import { serveArticle } from '../../surfaces/discord/article.ts'
import { guild, localDiscord, member, runBot } from '../../surfaces/discord/local-bot.ts'
import { shows } from '../../surfaces/discord/message-view.ts'
import type { LocalDiscordOptions } from '../discord/options.ts'

export interface ManyMembers {
  readonly members: number
  readonly servers: number
  readonly discord?: LocalDiscordOptions
}

/** Has members of several servers ask at once, and looks whether each is answered in time, and all runs finish within the rules. */
export async function proveManyMembers({ members, servers, discord: options }: ManyMembers): Promise<void> {
  const guilds = Array.from({ length: servers }, (_, index) => ({
    ...guild,
    id: String(120_000_000_000_000_001n + BigInt(index)),
    channels: [{ id: String(130_000_000_000_000_001n + BigInt(index)), name: 'general' }],
  }))
  const [discord, article] = await Promise.all([localDiscord({ guilds, ...options }), serveArticle()])
  const { context } = await runBot(discord, {
    SOURCE_ALLOW_HOSTS: article.host,
    WORKFLOW_CONCURRENCY: '8',
    WORKFLOWS_WAITING_PER_MEMBER: String(members),
  })

  const asked = Array.from({ length: members }, (_, index) =>
    discord.command(
      'autointel',
      { url: article.url, depth: 'quick' },
      { user: member.id, guild: guilds[index % guilds.length]?.id ?? '' },
    ),
  )
  await Promise.all(asked.map((one) => one.waitFor(shows('Harbour closed'), 600_000)))

  expect(discord.unanswered()).toEqual([])
  expect(discord.violations).toEqual([])
  expect(discord.sentWhileLimited()).toEqual([])
  expect(discord.messagesThatMayMention()).toEqual([])
  const { ledger, workflows } = context.autointel
  const runs = await workflows.recent({ limit: members + 1 })
  expect(runs.map(({ state }) => state)).toEqual(asked.map(() => 'completed'))
  expect(await ledger.verify()).toMatchObject({ ok: true, holdsPending: 0, differences: [] })
}
