import { copyFile, mkdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Autointel } from '../../../src/app/open-autointel.ts'
import type { Audience } from '../../../src/brief/audience.ts'
import type { WorkflowRequest } from '../../../src/orchestrator/workflow.ts'
import { usd } from '../ledger/requests.ts'
import { startOpenAiServer } from '../providers/openai-server.ts'
import type { ProviderServer } from '../providers/provider-server.ts'
import { located } from '../sources/located.ts'
import { analysisOf } from './answers.ts'
import { articles } from './articles.ts'
import { bookEarlierSpend } from './earlier-spend.ts'
import { setLimitsAndZones } from './limits-and-zones.ts'
import { openFolder } from './open-folder.ts'
import { channel, directMessages, manager, member, otherMember, otherServer, server } from './people.ts'
import { tellSome } from './told-so-far.ts'

const minuteMs = 60_000

/** Where a run was asked for on Discord, as the bot keeps it with the run. */
const replyTo = {
  applicationId: '100000000000000001',
  interactionToken: 'a-token-that-has-long-expired',
  messageId: '911223344556677889',
  channelId: channel,
  locale: 'en-US',
  guildLocale: 'en-US',
  userId: member,
  startedAtMs: String(Date.UTC(2026, 10, 18, 9)),
  showCost: 'true',
  isPrivate: 'false',
}

interface Story {
  readonly clock: { nowMs: number }
  readonly provider: ProviderServer
  readonly origin: string
}

/**
 * Writes a data folder as months of use leave it: limits by owners and managers, time zones, alerts, runs of every depth and every
 * end, a call that nobody told the cost of, and a run that the process's death has cut short. Ends when nothing of this process is
 * left in it.
 *
 * @returns when the story ends, epoch milliseconds.
 */
export async function writeDataFolder(directory: string): Promise<number> {
  await using provider = await startOpenAiServer()
  provider.respondWith(analysisOf)
  const website = createServer(({ url }, response) => {
    const text = articles[url ?? '']
    response.writeHead(text ? 200 : 404, { 'content-type': 'text/plain' }).end(text)
  })
  await new Promise<void>((resolve) => website.listen(8790, '127.0.0.1', resolve))
  const { port } = website.address() as AddressInfo
  const story = {
    clock: { nowMs: Date.UTC(2026, 10, 16, 9) },
    provider,
    origin: `http://127.0.0.1:${port}`,
  }
  try {
    await writeFirstLife(directory, story)
    await writeSecondLife(directory, story)
  } finally {
    website.close()
  }
  return story.clock.nowMs
}

/** Ends, as if the process was killed, within a call of the run `wf_unresolved`. */
async function writeFirstLife(directory: string, story: Story): Promise<void> {
  const autointel = await open(directory, story)
  const { ledger } = autointel
  await setLimitsAndZones(ledger, story.clock.nowMs)
  await bookEarlierSpend(ledger)
  story.clock.nowMs = Date.UTC(2026, 10, 18, 9)
  await runToTheEnd(autointel, story)
  await tellSome(autointel, story.clock.nowMs)
  await killWithin('/v1/chat/completions', autointel, story, {
    id: 'wf_unresolved',
    path: '/ferry',
    request: { depth: 'standard', tenant: server, user: otherMember, replyTo },
  })
}

/** Goes on with the run that was cut short, and ends within a call of another. */
async function writeSecondLife(directory: string, story: Story): Promise<void> {
  story.clock.nowMs += 20 * minuteMs
  const autointel = await open(directory, story)
  const { ledger, orchestrator } = autointel
  await ledger.expireHolds(story.clock.nowMs)
  const resumed = await orchestrator.resume('wf_unresolved')
  if (resumed.kind !== 'resumed') throw new Error('The run that was cut short cannot be gone on with.')
  await resumed.run.result
  story.clock.nowMs += minuteMs
  await killWithin('/v1/embeddings', autointel, story, {
    id: 'wf_unfinished',
    path: '/council',
    request: { depth: 'deep', tenant: otherServer, user: manager, replyTo },
  })
}

function open(directory: string, { clock, provider, origin }: Story): Promise<Autointel> {
  return openFolder({
    directory,
    providerUrl: provider.url,
    now: () => clock.nowMs,
    variables: { SOURCE_ALLOW_HOSTS: new URL(origin).host },
  })
}

interface StoryRun {
  readonly id: string
  readonly path: string
  readonly request: Omit<WorkflowRequest, 'location' | 'visibility'> & Partial<Audience>
}

const defaults = { visibility: 'server' } as const

const runs: readonly StoryRun[] = [
  { id: 'wf_quick', path: '/harbour', request: { depth: 'quick', tenant: server, user: member } },
  {
    id: 'wf_standard',
    path: '/harbour',
    request: {
      depth: 'standard',
      tenant: otherServer,
      user: manager,
      replyTo: { ...replyTo, delivered: 'true' },
    },
  },
  {
    id: 'wf_deep',
    path: '/harbour',
    request: { depth: 'deep', tenant: server, user: otherMember, visibility: 'member' },
  },
  {
    id: 'wf_comprehensive',
    path: '/bridge',
    request: {
      depth: 'comprehensive',
      tenant: server,
      user: manager,
      visibility: 'channel',
      channel,
    },
  },
  // Its result was never delivered.
  {
    id: 'wf_experimental',
    path: '/lighthouse',
    request: { depth: 'experimental', tenant: server, user: manager, replyTo },
  },
  { id: 'wf_direct', path: '/ferry', request: { depth: 'quick', tenant: directMessages, user: otherMember } },
  {
    id: 'wf_partial',
    path: '/ferry',
    request: { depth: 'standard', tenant: server, user: manager, maxCostNanoUsd: usd('0.00051') },
  },
  {
    id: 'wf_refused',
    path: '/bridge',
    request: { depth: 'standard', tenant: server, user: manager, maxCostNanoUsd: usd('0.000001') },
  },
  { id: 'wf_failed', path: '/nowhere', request: { depth: 'quick', tenant: otherServer, user: manager } },
]

async function runToTheEnd({ orchestrator }: Autointel, { clock, origin, provider }: Story): Promise<void> {
  for (const { id, path, request } of runs) {
    const run = await orchestrator.start(
      { location: located(`${origin}${path}`), ...defaults, ...request },
      id,
    )
    await run.result
    clock.nowMs += 3 * minuteMs
  }
  const called = hangAt('/v1/chat/completions', provider)
  const cancelled = await orchestrator.start(
    {
      location: located(`${origin}/bridge`),
      depth: 'quick',
      tenant: otherServer,
      user: manager,
      ...defaults,
    },
    'wf_cancelled',
  )
  await called
  cancelled.cancel()
  await cancelled.result
  provider.respondWith(analysisOf)
  clock.nowMs += minuteMs
}

/** Starts a run and leaves the folder as it is while the provider has not answered the run's first call to `endpoint`. */
async function killWithin(
  endpoint: string,
  autointel: Autointel,
  { clock, origin, provider }: Story,
  { id, path, request }: StoryRun,
): Promise<void> {
  const called = hangAt(endpoint, provider)
  await autointel.orchestrator.start({ location: located(`${origin}${path}`), ...defaults, ...request }, id)
  await called
  const { dataDirectory, databaseFile: file } = autointel.config
  const image = join(dataDirectory, 'image.db')
  await autointel.ledger.backup(image)
  await autointel.close()
  provider.respondWith(analysisOf)
  await mkdir(dataDirectory, { recursive: true })
  await copyFile(image, file)
  await rm(image)
  buryProcess(file, clock.nowMs)
}

/** Resolves with the first call to the endpoint, which is never answered. */
function hangAt(endpoint: string, provider: ProviderServer): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  provider.respondWith((request) => {
    if (request.path !== endpoint) return analysisOf(request)
    resolve()
    return { kind: 'hang' }
  })
  return promise
}

/** Makes the process that was writing one of another machine that has not been heard of since. */
function buryProcess(file: string, heartbeatAtMs: number): void {
  const connection = new Database(file)
  connection
    .prepare("update processes set host = 'quay-1', pid = 4711, birth = '', heartbeat_at_ms = ?")
    .run(heartbeatAtMs)
  connection.pragma('journal_mode = delete')
  connection.pragma('page_size = 1024')
  connection.exec('vacuum')
  connection.close()
}
