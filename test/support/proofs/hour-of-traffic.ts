import { type ChildProcess, fork } from 'node:child_process'
import { on } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import { serveArticle } from '../../surfaces/discord/article.ts'
import { environmentFor, localDiscord } from '../../surfaces/discord/local-bot.ts'
import { actionsOf, buttonOf, shows } from '../../surfaces/discord/message-view.ts'
import type { InteractionHandle } from '../discord/interactions/interaction-handle.ts'
import type { LocalDiscord } from '../discord/local-discord.ts'
import { createSeededRandom } from '../ledger/seeded-random.ts'
import type { FromTrafficBot, ToTrafficBot } from './traffic-messages.ts'

export interface HourOfTraffic {
  readonly members: number
  readonly servers: number
  /** How long a first answer may take. */
  readonly firstAnswerMs: number
}

/** What came of an hour; times in milliseconds. */
export interface TrafficFigures {
  readonly actions: number
  readonly runs: number
  readonly slowestAnswerMs: number
  readonly medianAnswerMs: number
  readonly requests: number
  /** Answered with 401, 403 or 429: what Discord counts against a bot. */
  readonly invalidRequests: number
  /** After a quarter of the hour, and at its end. */
  readonly heapMegabytes: readonly [number, number]
}

const hourMs = 3_600_000
/** So many runs may be under way before time goes on: they take as long as they take, while the hour is hurried. */
const mostUnderWay = 24
/** Nobody's hour is so hurried that a run would outlive its interaction. */
const longestRunMs = 10 * 60_000
const bot = fileURLToPath(new URL('./traffic-bot.ts', import.meta.url))

/**
 * An hour on Discord in a few minutes: each member acts once, at some moment of it. Time stands still while an answer is waited for,
 * so that a first answer takes as long as the bot does.
 */
export async function proveHourOfTraffic({
  members,
  servers,
  firstAnswerMs,
}: HourOfTraffic): Promise<TrafficFigures> {
  const people = Array.from({ length: members }, (_, index) => ({
    id: String(110_000_000_000_000_001n + BigInt(index)),
    username: `member${index}`,
    locale: index % 3 === 0 ? 'ru' : 'en-US',
  }))
  const guilds = Array.from({ length: servers }, (_, server) => ({
    id: String(120_000_000_000_000_001n + BigInt(server)),
    name: `Server ${server}`,
    channels: [{ id: String(130_000_000_000_000_001n + BigInt(server)), name: 'general' }],
    members: people.filter((_person, index) => index % servers === server).map(({ id }) => ({ user: id })),
  }))
  const [discord, article] = await Promise.all([
    localDiscord({ users: people, guilds, firstAnswerMs }),
    serveArticle(),
  ])
  const process = await startTrafficBot(discord, article.host)
  const chance = createSeededRandom(1)
  const moments = people
    .map((person, index) => ({
      person,
      server: index % servers,
      atMs: chance.whole(hourMs),
      kind: chance.whole(100),
    }))
    .toSorted((one, other) => one.atMs - other.atMs)
  const runs: { readonly atMs: number; readonly ended: Promise<unknown> }[] = []
  const briefs: InteractionHandle[] = []
  const answersMs: number[] = []
  let nowMs = 0
  let firstHeap = 0
  for (const [index, { person, server, atMs, kind }] of moments.entries()) {
    for (const run of runs) if (atMs - run.atMs > longestRunMs) await run.ended
    await process.advance(atMs - nowMs)
    discord.advance(atMs - nowMs)
    nowMs = atMs
    const place = { user: person.id, guild: guilds[server]?.id ?? '' }
    const handle = actAs(discord, place, { kind, url: `${article.url}/${index}`, brief: briefs.at(-1) })
    await handle.firstResponse()
    answersMs.push(handle.answeredWithinMs ?? Number.POSITIVE_INFINITY)
    if (kind < runShare) {
      briefs.push(handle)
      runs.push({ atMs, ended: handle.waitFor(shows('Harbour closed'), 600_000) })
    }
    await runs.at(-mostUnderWay)?.ended
    if (index === Math.floor(moments.length / 4)) firstHeap = await process.heapBytes()
  }
  await Promise.all(runs.map(({ ended }) => ended))
  const lastHeap = await process.heapBytes()

  expect(discord.unanswered()).toEqual([])
  // A bot whose first answer was long under way on a busy machine answers again, and takes it well that the first has come.
  expect(discord.violations.filter(({ kind }) => kind !== 'second-answer')).toEqual([])
  expect(discord.sentWhileLimited()).toEqual([])
  expect(discord.messagesThatMayMention()).toEqual([])
  expect(await process.areBooksRight()).toBe(true)
  await process.stop()
  const sorted = answersMs.toSorted((one, other) => one - other)
  return {
    actions: moments.length,
    runs: runs.length,
    slowestAnswerMs: sorted.at(-1) ?? 0,
    medianAnswerMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
    requests: discord.requests.length,
    invalidRequests: discord.requests.filter(({ status = 0 }) => [401, 403, 429].includes(status)).length,
    heapMegabytes: [megabytes(firstHeap), megabytes(lastHeap)],
  }
}

/** Of a hundred actions, so many begin a run. */
const runShare = 60

/** Most read something; others ask what it costs or can do, or open what was read last. */
function actAs(
  discord: LocalDiscord,
  place: { readonly user: string; readonly guild: string },
  {
    kind,
    url,
    brief,
  }: { readonly kind: number; readonly url: string; readonly brief: InteractionHandle | undefined },
): InteractionHandle {
  if (kind < 50) return discord.command('autointel', { url, depth: 'quick' }, place)
  if (kind < runShare) {
    const posted = discord.post(`Have you seen ${url}?`, place)
    return discord.messageCommand('Analyse with Autointel', posted, place)
  }
  const shown = brief?.response
  if (kind < 70 && shown && actionsOf(shown).includes('brief'))
    return discord.button(shown, buttonOf(shown, 'brief'))
  return discord.command(kind < 85 ? 'costs' : 'help', {}, place)
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 ** 2)
}

async function startTrafficBot(discord: LocalDiscord, host: string) {
  const env = await environmentFor(discord, { SOURCE_ALLOW_HOSTS: host, WORKFLOW_CONCURRENCY: '8' })
  const child = fork(bot, { env, execArgv: ['--expose-gc'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const send = (message: ToTrafficBot) => void child.send(message)
  await told(child, 'ready')
  return {
    /** Before anything happens at that time, the bot knows of it. */
    async advance(ms: number): Promise<void> {
      send({ kind: 'advance', ms })
      await told(child, 'advanced')
    },
    async heapBytes(): Promise<number> {
      send({ kind: 'measure' })
      return (await told(child, 'measured')).heapBytes
    },
    async areBooksRight(): Promise<boolean> {
      send({ kind: 'verify' })
      return (await told(child, 'verified')).isRight
    },
    async stop(): Promise<void> {
      const exited = new Promise((resolve) => child.once('exit', resolve))
      send({ kind: 'stop' })
      await exited
    },
  }
}

/** The next message of that kind. */
async function told<Kind extends FromTrafficBot['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<FromTrafficBot, { kind: Kind }>> {
  for await (const [message] of on(child, 'message', { close: ['exit'] })) {
    const one = message as FromTrafficBot
    if (one.kind === kind) return one as Extract<FromTrafficBot, { kind: Kind }>
  }
  throw new Error('The bot has ended.')
}
