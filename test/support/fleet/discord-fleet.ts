import { onTestFinished } from 'vitest'
import { type Article, serveArticle } from '../../surfaces/discord/article.ts'
import { dataFolder, environmentFor, localDiscord } from '../../surfaces/discord/local-bot.ts'
import type { InteractionHandle } from '../discord/interactions/interaction-handle.ts'
import type { LocalDiscord } from '../discord/local-discord.ts'
import type { LocalGuild } from '../discord/options.ts'
import { generousLimits } from '../discord/rest/rate-limiter.ts'
import { startOpenAiServer } from '../providers/openai-server.ts'
import type { ProviderServer } from '../providers/provider-server.ts'
import { type FleetProcess, startFleetProcess } from './fleet-process.ts'

export interface DiscordFleetOptions {
  readonly databaseUrl: string
  readonly servers: number
  readonly members: number
  /** How long the provider takes for each call. */
  readonly latencyMs?: number
  readonly runsPerWorker?: number
}

/** A run that somebody has asked for. */
export interface AskedRun {
  readonly member: string
  readonly server: string
  readonly handle: InteractionHandle
}

/** Two gateways, which share the servers of a local Discord, and any number of workers, each a process of its own. */
export interface DiscordFleet {
  readonly discord: LocalDiscord
  readonly provider: ProviderServer
  readonly article: Article
  readonly servers: readonly LocalGuild[]
  /** One of the two: the first has the servers of even places, and all direct messages. */
  startGateway(index: 0 | 1): Promise<FleetProcess>
  startWorker(): Promise<FleetProcess>
  /** Asks for a brief as one of the members on one of the servers. */
  ask(index: number): AskedRun
}

export async function openDiscordFleet({
  databaseUrl,
  servers: serverCount,
  members: memberCount,
  latencyMs = 0,
  runsPerWorker = 4,
}: DiscordFleetOptions): Promise<DiscordFleet> {
  const users = Array.from({ length: memberCount }, (_, index) => ({
    id: String(110_000_000_000_000_000n + BigInt(index)),
    username: `member_${index}`,
  }))
  const servers = Array.from({ length: serverCount }, (_, index) => serverOf(index))
  const [discord, article, provider] = await Promise.all([
    localDiscord({ ...generousLimits, users, guilds: servers }),
    serveArticle(),
    startOpenAiServer({ latencyMs }),
  ])
  onTestFinished(() => provider.close())
  const environment = async (settings: Readonly<Record<string, string>>) =>
    environmentFor(discord, {
      DATABASE_URL: databaseUrl,
      DATA_DIR: await dataFolder(),
      SOURCE_ALLOW_HOSTS: article.host,
      MODELS: 'openai:gpt-5-mini',
      OPENAI_API_KEY: 'test-key-of-nobody',
      OPENAI_BASE_URL: provider.url,
      WORKFLOWS_WAITING_PER_MEMBER: '1000',
      ...settings,
    })
  return {
    discord,
    provider,
    article,
    servers,
    startGateway: async (index) =>
      startFleetProcess('gateway', await environment({ WORKERS_HERE: '0', SHARDS: `${index}/2` })),
    startWorker: async () => {
      const { DISCORD_TOKEN: _, ...settings } = await environment({ WORKERS_HERE: String(runsPerWorker) })
      return startFleetProcess('worker', settings)
    },
    ask: (index) => {
      const { id: member } = users[index % users.length] ?? users[0] ?? { id: '' }
      const { id: server } = servers[index % servers.length] ?? serverOf(0)
      const options = { url: `${article.url}?${index}`, depth: 'quick' }
      const handle = discord.command('autointel', options, { user: member, guild: server })
      return { member, server, handle }
    },
  }
}

/** Servers of even places are on the first of two shards, the others on the second. */
function serverOf(index: number): LocalGuild {
  const id = (28_610_229_492n + BigInt(index)) << 22n
  return { id: String(id), name: `Server ${index}`, channels: [{ id: String(id + 1n), name: 'general' }] }
}
