import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { APIMessage } from 'discord.js'
import { commands } from '../../commands/index.ts'
import { readConfig } from '../../src/app/config.ts'
import { createLog } from '../../src/app/log.ts'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import { parseUsd } from '../../src/money/nano-usd.ts'
import { startBot } from '../../src/surfaces/discord/bot.ts'
import { serve } from '../../test/sources/loopback-server.ts'
import type { InteractionHandle } from '../../test/support/discord/interactions/interaction-handle.ts'
import { type LocalDiscord, startLocalDiscord } from '../../test/support/discord/local-discord.ts'
import { startOpenAiServer } from '../../test/support/providers/openai-server.ts'
import { articleHtml, modelAnswer } from './coast-articles.ts'

/** 2026-11-22, 14:32 UTC. */
export const nowMs = Date.UTC(2026, 10, 22, 14, 32)
const dayMs = 86_400_000

const tess = { id: '411223344556677889', username: 'Tess' }
const milo = { id: '511223344556677889', username: 'Milo' }
const ida = { id: '611223344556677889', username: 'Ida' }
export const names: ReadonlyMap<string, string> = new Map(
  [tess, milo, ida].map(({ id, username }) => [id, username]),
)
const manageGuild = 1n << 5n
const guild = {
  id: '811223344556677889',
  name: 'Tide Watchers',
  owner: ida.id,
  members: [{ user: tess.id }, { user: milo.id }, { user: ida.id, permissions: manageGuild }],
  channels: [{ id: '821223344556677889', name: 'reading' }],
}

/** A message that a run has sent, as Discord has it, and how its reader came by it. */
export interface SceneMessage {
  readonly message: APIMessage
  readonly locale: string
  /** Nobody asks for alerts. */
  readonly asked?: { readonly by: string; readonly command: string }
  /** Bytes of the attachments, by address. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** Lets a bot do on a local Discord what the pictures show, and gives what it has sent. */
export async function runScenes(): Promise<Readonly<Record<string, SceneMessage>>> {
  await using world = await openWorld()
  const { discord, ledger } = world
  const capture = (message: APIMessage, asked?: SceneMessage['asked'], locale = 'en-US'): SceneMessage => ({
    message: JSON.parse(
      JSON.stringify(message)
        .replaceAll(world.host, 'coast.example')
        .replaceAll('· 127.0.0.1 ·', '· coast.example ·'),
    ),
    locale,
    ...(asked && { asked }),
    files: new Map(message.attachments.map(({ url }) => [url, discord.attachmentBytes(url)])),
  })
  const answered = async (
    name: string,
    options: Record<string, string>,
    user: typeof ida,
    locale = 'en-US',
  ) => {
    const handle = discord.command(name, options, { user: user.id, locale })
    return capture(await handle.waitFor(isCard), { by: user.username, command: `/${name}` }, locale)
  }
  const read = (path: string, depth: string, user: typeof ida, locale = 'en-US') =>
    discord.command('autointel', { url: `${world.origin}${path}`, depth }, { user: user.id, locale })
  const ended = (handle: InteractionHandle) => handle.waitFor((message) => hasAction(message, 'brief'))
  const byTess = { by: 'Tess', command: '/autointel' }

  for (const path of ['/annual-report', '/lines']) await ended(read(path, 'deep', milo))
  const held = world.hold()
  const reading = read('/harbour', 'deep', tess)
  const progress = capture(
    await reading.waitFor((message) => isCard(message) && JSON.stringify(message).includes('⏳')),
    byTess,
  )
  held.release()
  const brief = capture(await ended(reading), byTess)
  await bookWeeks(ledger)
  await answered('budget set', { period: 'month', amount: '300' }, ida)
  await book(ledger, '0.35', tess, 0)
  const alert = capture(await discord.waitForDirectMessage(ida.id, isCard))
  const budget = await answered('budget view', {}, ida)
  const report = await answered('costreport', {}, ida)
  const russian = await answered('costreport', {}, ida, 'ru')
  await book(ledger, '31.40', tess, 0)
  const refused = await read('/annual-report', 'deep', ida).waitFor((message) => hasAction(message, 'resets'))
  return {
    brief,
    progress,
    alert,
    budget,
    'cost-report': report,
    russian,
    refusal: capture(refused, { by: 'Ida', command: '/autointel' }),
  }
}

function isCard({ components = [] }: APIMessage): boolean {
  return components.length > 0
}

function hasAction(message: APIMessage, action: string): boolean {
  return JSON.stringify(message.components ?? []).includes(`"custom_id":"${action}|`)
}

/** A local Discord with the bot, a site and a model, on books of their own. */
export async function openWorld() {
  const closing = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'autointel-pictures-'))
  closing.defer(() => rm(folder, { recursive: true, force: true }))
  let gate = Promise.resolve()
  const site = closing.use(
    await serve(async (request, response) => {
      await gate
      const html = articleHtml(request.url ?? '')
      response.writeHead(html ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(html)
    }),
  )
  const provider = await startOpenAiServer()
  closing.defer(() => provider.close())
  provider.respondWith(modelAnswer)
  const discord = await startLocalDiscord({
    users: [tess, milo, ida],
    guilds: [guild],
    firstAnswerMs: 60_000,
  })
  closing.defer(() => discord.close())
  const bot = await openBot(discord, folder, { host: site.host, providerUrl: provider.url })
  closing.defer(() => bot.stop())
  const { autointel } = await bot.ready
  return {
    discord,
    autointel,
    ledger: autointel.ledger,
    origin: site.origin,
    host: site.host,
    /** Until it is released, no page is answered. */
    hold() {
      const released = Promise.withResolvers<void>()
      gate = released.promise
      return { release: released.resolve }
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  }
}

async function openBot(
  { token, apiUrl }: LocalDiscord,
  folder: string,
  { host, providerUrl }: { readonly host: string; readonly providerUrl: string },
) {
  const file = async (name: string, content: unknown) => {
    await writeFile(join(folder, name), JSON.stringify(content))
    return join(folder, name)
  }
  const price = { input_per_million: '15', output_per_million: '120' }
  const config = readConfig({
    DISCORD_TOKEN: token,
    DISCORD_API_URL: apiUrl,
    OWNER_IDS: ida.id,
    DATA_DIR: folder,
    PRICES_REFRESH_HOURS: '0',
    SOURCE_ALLOW_HOSTS: host,
    CONFIG_FILE: await file('config.json', { budgets: { default: { hour: 35, day: 40, month: 1000 } } }),
    PRICES_FILE: await file('prices.json', { models: { 'openai:gpt-5-mini': price } }),
    MODELS: 'openai:gpt-5-mini',
    OPENAI_API_KEY: 'test-key-of-nobody',
    OPENAI_BASE_URL: providerUrl,
  })
  const log = createLog({ level: 'error', secrets: [token], output: process.stderr })
  return startBot(config, { commands, log, now: () => nowMs, stopGraceMs: 0 })
}

/** What the server's members have spent this month before. */
export async function bookWeeks(ledger: LedgerStore): Promise<void> {
  const spends = ['11.20', '4.90', '17.40', '8.15', '12.60', '15.30', '6.75']
  for (let daysAgo = 21; daysAgo > 0; daysAgo--) {
    const spent = spends[daysAgo % spends.length] ?? '1'
    await book(ledger, spent, [tess, milo, ida][daysAgo % 3] ?? tess, daysAgo)
  }
  await book(ledger, '6.45', tess, 0, 'verification')
}

async function book(
  ledger: LedgerStore,
  amountUsd: string,
  { id }: typeof tess,
  daysAgo: number,
  task: 'analysis' | 'verification' = daysAgo % 4 === 0 ? 'verification' : 'analysis',
): Promise<void> {
  await ledger.record({
    id: `sample_${daysAgo}_${task}_${amountUsd}`,
    amountNanoUsd: parseUsd(amountUsd),
    attribution: { tenant: `guild_${guild.id}`, user: id, workflow: `wf_${daysAgo}`, task, depth: 'deep' },
    call: { provider: 'openai', model: 'gpt-5-mini', operation: 'generate', priceVersion: '1' },
    usage: { inputTokens: { total: 12_000 }, outputTokens: { total: 3_000 } },
    provenance: 'computed',
    scopes: [],
    // Earlier on the day, so that the running hour is the runs' own.
    atMs: nowMs - daysAgo * dayMs - 3 * 3_600_000,
  })
}

/** What of the scenes' messages is the same each time: without ids, and addresses of files. */
export function sameEachTime(scenes: Readonly<Record<string, SceneMessage>>): unknown {
  const shown = Object.entries(scenes).map(([name, { message, locale, asked }]) => [
    name,
    { locale, asked, content: message.content, flags: message.flags, components: message.components },
  ])
  const text = JSON.stringify(Object.fromEntries(shown))
    .replace(/http:\/\/127[^"]*\/([\w.]+)(?:\?[^"]*)?/g, 'attachment://$1')
    .replace(/wf_\d{17,20}/g, 'wf_1')
  return JSON.parse(text)
}
