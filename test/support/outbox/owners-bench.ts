import { REST } from '@discordjs/rest'
import pino from 'pino'
import { onTestFinished } from 'vitest'
import type { Owners } from '../../../src/access/owners.ts'
import { systemTimers } from '../../../src/app/timers.ts'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { usDollar } from '../../../src/money/display-currency.ts'
import type { AlertDetails } from '../../../src/outbox/alert-details.ts'
import type { OutboxStore } from '../../../src/outbox/outbox-store.ts'
import type { OwnerMessages } from '../../../src/surfaces/discord/delivery/owners-route.ts'
import { createTextsFor } from '../../../src/surfaces/discord/texts-for.ts'
import { type LocalDiscord, startLocalDiscord } from '../discord/local-discord.ts'
import { noonMs } from '../ledger/requests.ts'
import { openStoresAt, temporaryPath } from '../ledger/temporary-books.ts'
import { type OwnersWorkerOptions, ownersWorker } from './owners-worker.ts'

export const owner = '110000000000000001'
export const secondOwner = '110000000000000002'
export const alertChannel = '130000000000000001'

export interface OwnersBench {
  readonly ledger: LedgerStore
  readonly outbox: OutboxStore
  readonly path: string
  readonly discord: LocalDiscord
  /** The time of everything, Discord included. */
  readonly clock: { nowMs: number }
  readonly logged: Record<string, unknown>[]
  readonly options: OwnersWorkerOptions
  /** Delivers what is due, as a process that has just started does. */
  deliver(overrides?: Partial<OwnersWorkerOptions>): Promise<void>
  /** What the owner was told, oldest first. */
  told(user?: string): readonly string[]
}

interface BenchOptions {
  readonly owners?: readonly string[]
  readonly settings?: Partial<OwnersWorkerOptions['settings']>
}

/** A ledger file and a Discord, with a clock that stands still until it is set. */
export async function openOwnersBench({
  owners = [owner],
  settings,
}: BenchOptions = {}): Promise<OwnersBench> {
  const clock = { nowMs: noonMs }
  const path = temporaryPath()
  const { ledger, outbox } = await openStoresAt(path)
  const discord = await startDiscord(owners, () => clock.nowMs)
  const { log, logged } = capturingLog()
  const options: OwnersWorkerOptions = {
    store: outbox,
    ledger,
    log,
    owners: ownersOf(owners),
    rest: restOf(discord),
    settings: {
      alertChannelId: undefined,
      alertWebhookUrl: undefined,
      alertWebhookSecret: undefined,
      ...settings,
    },
    messages: plainMessages,
    displayNameOf: () => undefined,
    localeOf: (user) => outbox.localeOf(user),
    textsFor: createTextsFor(usDollar),
    now: () => clock.nowMs,
    timers: systemTimers,
    random: () => 0.5,
  }
  return {
    ledger,
    outbox,
    path,
    discord,
    clock,
    logged,
    options,
    deliver: (overrides) => ownersWorker({ ...options, ...overrides }).drain(),
    told: (user = owner) => discord.directMessages(user).map(({ content }) => content),
  }
}

export async function startDiscord(users: readonly string[], clock?: () => number): Promise<LocalDiscord> {
  const discord = await startLocalDiscord({
    users: users.map((id, index) => ({ id, username: `owner${index}` })),
    guilds: [{ id: '120000000000000001', name: 'Readers', channels: [{ id: alertChannel, name: 'alerts' }] }],
    rateLimits: { 'POST /channels/:channel/messages': { limit: 1000, windowMs: 1000 } },
    globalRequestsPerSecond: 1000,
    ...(clock && { clock }),
  })
  onTestFinished(() => discord.close())
  return discord
}

export function ownersOf(ids: readonly string[]): Owners {
  return { ids: () => ids, isOwner: (user) => ids.includes(user) }
}

export function restOf({ apiUrl, token }: Pick<LocalDiscord, 'apiUrl' | 'token'>): REST {
  return new REST({ api: apiUrl, offset: 0 }).setToken(token)
}

/** Messages that a test can read at a glance: `guild_1: day 90 %, month 75 %`. */
export const plainMessages: OwnerMessages = {
  alert: ({ subject, alerts }: AlertDetails, { isFallback }) => ({
    content: `${isFallback ? 'to all owners: ' : ''}${subject.name}: ${alerts.map(({ period, thresholdPercent }) => `${period} ${thresholdPercent} %`).join(', ')}`,
  }),
  notice: (notice) => ({ content: notice.kind }),
}

export function capturingLog() {
  const logged: Record<string, unknown>[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => logged.push(JSON.parse(line)) })
  return { log, logged }
}
