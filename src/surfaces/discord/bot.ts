import { flushCompileCache } from 'node:module'
import { type Client, Events } from 'discord.js'
import type { Logger } from 'pino'
import type { Config } from '../../app/config.ts'
import { coreObserver } from '../../app/core-observer.ts'
import { createLog, secretsOf } from '../../app/log.ts'
import type { Autointel, OpenOptions } from '../../app/open-autointel.ts'
import { systemClock, systemTimers } from '../../app/timers.ts'
import { botSubject } from '../../ledger/subject.ts'
import type { Timers } from '../../time/timers.ts'
import type { Workers } from '../../workers/workers.ts'
import type { ApplicationOwners } from './application-owners.ts'
import type { BotContext, Command } from './bot-context.ts'
import { createClient } from './client.ts'
import { commandsByName } from './command-bodies.ts'
import { CommandMentions } from './command-mentions.ts'
import { components } from './components/index.ts'
import { createBotContext, newErrorId } from './create-bot-context.ts'
import { DiscordOutbox } from './delivery/discord-outbox.ts'
import { createInteractionRouter } from './interaction-router.ts'
import { introduce } from './introduce.ts'
import { followServers, noteServers } from './left-server.ts'
import { startMaintenance } from './maintenance.ts'
import { reachOf } from './reach.ts'
import { uploadRenewal } from './renew-upload.ts'
import { BotRest } from './rest.ts'
import { ServerMessages } from './server-messages.ts'
import { createTextsFor, type TextsFor } from './texts-for.ts'
import { ChannelWatch } from './watching/channel-watch.ts'

export interface BotOptions {
  /** The commands that it takes. */
  readonly commands: readonly Command[]
  readonly log?: Logger
  readonly now?: () => number
  readonly timers?: Timers
  /** Closed with everything else. Default: as many processes as there are processors. */
  readonly workers?: Workers
  /** How long calls that are under way may go on when the bot stops. */
  readonly stopGraceMs?: number
  /** The gateway will not take the bot back, with what code; nothing is closed yet. */
  readonly onDisconnected?: (code: number) => void
  /** Discord does not know the token any more; nothing is closed yet. */
  readonly onTokenRefused?: () => void
  /** Begins as soon as the books are open, and ends before they are closed. */
  readonly companion?: Companion
}

/** Something that works on the same books in the same process, such as the page. */
export type Companion = (parts: {
  readonly autointel: Autointel
  readonly log: Logger
}) => Promise<{ stop(graceMs: number): Promise<void> }>

/** A bot that is coming up, or is up. */
export interface Bot {
  /** Settles when commands are taken; rejects when the bot cannot come up. Call `stop` in either case. */
  readonly ready: Promise<BotContext>
  /** Takes no new work, lets running tasks come to a checkpoint, delivers what is finished, then closes everything. */
  stop(): Promise<void>
}

/** For what is finished when the bot stops and has yet to reach Discord. */
const deliveryGraceMs = 8_000

/** Everything that a bot is made of, some of it still opening. */
interface Parts {
  readonly config: Config
  readonly commands: readonly Command[]
  readonly log: Logger
  readonly now: () => number
  readonly timers: Timers
  readonly workers: Workers | undefined
  readonly textsFor: TextsFor
  readonly rest: BotRest
  readonly client: Client
  readonly loggedIn: Promise<void>
  readonly opened: Promise<Autointel>
  readonly owned: Promise<ApplicationOwners>
  readonly outbox: Promise<DiscordOutbox>
  readonly context: Promise<BotContext>
  /** What has to be ended before anything is closed. */
  readonly endings: (() => void)[]
  readonly giveUp: AbortController
}

/** Brings the bot up: the books, the commands and the gateway side by side, so that it takes hardly longer than the gateway alone. */
export function startBot(config: Config, options: BotOptions): Bot {
  const {
    log = createLog({ level: config.logLevel, secrets: secretsOf(config) }),
    now = systemClock,
    timers = systemTimers,
  } = options
  let stopped: Promise<void> | undefined
  const { commands, workers, companion } = options
  const parts = assemble({ config, log, now, timers, commands, workers })
  const accompanied = companion && parts.opened.then((autointel) => companion({ autointel, log }))
  accompanied?.catch((error: unknown) =>
    log.error({ err: error }, 'what runs beside the bot did not come up'),
  )
  takeInteractions(parts, () => stopped !== undefined)
  parts.client.on(Events.ShardDisconnect, ({ code }, shard) => {
    log.fatal({ code, shard }, 'the gateway will not take the bot back')
    options.onDisconnected?.(code)
  })
  followServers(parts.client, parts)
  if (config.discord.watchesChannels) takeMessages(parts, () => stopped !== undefined)
  const ready = comeUp(parts)
  ready
    .then(() =>
      parts.rest.watchToken((check) => {
        if (check.kind !== 'refused') log.warn(check, 'Discord refused the bot’s token once; it is kept')
        else {
          log.fatal({ err: check.error }, 'Discord does not know the bot’s token any more')
          options.onTokenRefused?.()
        }
      }),
    )
    .catch(() => undefined)
  return {
    ready,
    stop() {
      stopped ??= comeDown(parts, options.stopGraceMs ?? 20_000, accompanied)
      return stopped
    },
  }
}

type Given = Pick<Parts, 'config' | 'commands' | 'log' | 'now' | 'timers' | 'workers'>

function assemble(given: Given): Parts {
  const { config, commands, log, now, timers } = given
  const giveUp = new AbortController()
  const rest = new BotRest({ settings: config.discord, token: config.discord.token ?? '', timers })
  const client = createClient(config.discord, rest, log)
  const mentions = new CommandMentions()
  const owned = introduce({ rest, config, commands, mentions, log })
  const loggedIn = logIn(client, config)
  const textsFor = createTextsFor(config.displayCurrency, (command) => mentions.of(command))
  const opened = openCore(given, owned, {
    observer: coreObserver(log),
    messages: new ServerMessages({ client, rest }),
    renewLocation: uploadRenewal({ rest, log, now }),
  })
  const outbox = Promise.all([opened, owned]).then(
    ([autointel, owners]) =>
      new DiscordOutbox({ autointel, owners, client, rest, textsFor, log, now, timers }),
  )
  const context = Promise.all([opened, owned, outbox]).then(([autointel, owners, outbox]) =>
    createBotContext({ autointel, owners, outbox, textsFor, rest, log, now, timers }),
  )
  return { ...given, textsFor, rest, client, loggedIn, opened, owned, outbox, context, giveUp, endings: [] }
}

/** Loaded while Discord is being waited for: analysts, extractors and model providers take as long to load as it does to answer. */
async function openCore(
  { config, now, timers, workers }: Given,
  owned: Promise<ApplicationOwners>,
  options: Pick<OpenOptions, 'observer' | 'messages' | 'renewLocation'>,
): Promise<Autointel> {
  const { openAutointel } = await import('../../app/open-autointel.ts')
  let isOwner = (user: string) => config.discord.ownerIds.includes(user)
  owned.then(
    (owners) => {
      isOwner = (user) => owners.isOwner(user)
    },
    () => undefined,
  )
  return openAutointel(config, {
    ...options,
    now,
    timers,
    isOwner: (user) => isOwner(user),
    ...(workers && { workers }),
  })
}

/** Interactions that come before everything is open wait for it. */
function takeInteractions(
  { client, config, commands, context, textsFor, log }: Parts,
  isStopping: () => boolean,
): void {
  const route = createInteractionRouter({
    commands: commandsByName(commands, config.depthTiers),
    components,
    context,
    textsFor,
    isStopping,
    log,
    newErrorId,
  })
  client.on(Events.InteractionCreate, route)
}

/** What people post and how they react, where Discord tells of it. */
function takeMessages({ client, context, rest, log }: Parts, isStopping: () => boolean): void {
  const watch = context.then((opened) => new ChannelWatch({ ...opened, rest }))
  watch.catch(() => undefined)
  const watched = async (act: (watch: ChannelWatch) => Promise<void>) => {
    if (isStopping()) return
    try {
      await act(await watch)
    } catch (error) {
      log.warn({ err: error }, 'a message of a watched channel was left alone')
    }
  }
  client.on(Events.MessageCreate, (message) => watched((watch) => watch.onMessage(message)))
  client.on(Events.MessageUpdate, (_before, message) => watched((watch) => watch.onEdit(message)))
  client.on(Events.MessageReactionAdd, (reaction, user) =>
    watched((watch) => watch.onReaction(reaction, user)),
  )
}

async function comeUp(parts: Parts): Promise<BotContext> {
  const { client, config, log, now, timers } = parts
  const beganAtMs = now()
  const [context, owners, outbox] = await Promise.all([
    parts.context,
    parts.owned,
    parts.outbox,
    parts.loggedIn,
  ])
  const { autointel, workflowMessages } = context
  // Before anything is forgotten of those that have the bot back, or gone on with of those that do not.
  await noteServers([...client.guilds.cache.keys()], autointel, reachOf(config.discord))
  outbox.start()
  const { length: ended } = autointel.endedAtOpening
  if (ended > 0) log.warn({ holds: ended }, 'calls without an end were booked as unresolved')
  await workflowMessages.resumeAll()
  await warnWithoutLimit(autointel, log)
  // Node keeps it only when a process ends by itself, and bots are mostly ended.
  flushCompileCache()
  const { size: servers } = client.guilds.cache
  const startedInMs = now() - beganAtMs
  log.info({ servers, shards: client.ws.shards.size, startedInMs }, 'ready to take commands')
  parts.endings.push(startMaintenance({ autointel, owners, workflowMessages, log, timers }))
  return context
}

/** Many servers and people may each stay within their budgets and yet spend more together than anybody meant to. */
async function warnWithoutLimit({ ledger, now }: Autointel, log: Logger): Promise<void> {
  const budgets = await ledger.budgetStatus(botSubject, now())
  if (budgets.every(({ budget }) => budget === undefined))
    log.warn(
      'The whole bot has no limit. Set one, for example: npm run autointel -- budget set bot month 100',
    )
}

async function logIn(client: Client, config: Config): Promise<void> {
  const isReady = new Promise<unknown>((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(config.discord.token)
  await isReady
}

async function comeDown(
  parts: Parts,
  graceMs: number,
  accompanied: ReturnType<Companion> | undefined,
): Promise<void> {
  const { client, log, giveUp } = parts
  for (const end of parts.endings) end()
  const companion = await accompanied?.catch(() => undefined)
  // Side by side: each may take the whole time.
  const companionEnded = companion?.stop(graceMs)
  const [opened, outbox, context] = await Promise.allSettled([parts.opened, parts.outbox, parts.context])
  if (opened.status === 'fulfilled') await opened.value.orchestrator.shutdown(graceMs)
  parts.timers.after(deliveryGraceMs).addEventListener('abort', () => giveUp.abort())
  if (context.status === 'fulfilled') await context.value.workflowMessages.idle()
  if (outbox.status === 'fulfilled') {
    await outbox.value.drain(giveUp.signal)
    await outbox.value.stop()
  }
  await client.destroy()
  await companionEnded
  if (opened.status === 'fulfilled') await opened.value.close()
  log.info('stopped')
}
