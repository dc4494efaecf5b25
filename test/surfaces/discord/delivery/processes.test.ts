import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { systemTimers } from '../../../../src/app/timers.ts'
import type { LocalDiscord } from '../../../support/discord/local-discord.ts'
import { openAsOtherProgram } from '../../../support/ledger/other-program.ts'
import { budgetOf } from '../../../support/ledger/requests.ts'
import { openLedgerAt, openStoresAt, temporaryPath } from '../../../support/ledger/temporary-books.ts'
import {
  owner,
  ownersOf,
  plainMessages,
  restOf,
  secondOwner,
  startDiscord,
} from '../../../support/outbox/owners-bench.ts'
import { ownersWorker } from '../../../support/outbox/owners-worker.ts'
import type { SpendingArguments } from '../../../support/outbox/spending-process.ts'

const script = fileURLToPath(new URL('../../../support/outbox/spending-process.ts', import.meta.url))
const owners = [owner, secondOwner]

type Spending = Pick<SpendingArguments, 'path' | 'calls' | 'amountUsd'>

function startSpending({ apiUrl, token }: LocalDiscord, spending: Spending): ChildProcess {
  const argument: SpendingArguments = { ...spending, apiUrl, token, owners }
  const child = spawn(process.execPath, [script, JSON.stringify(argument)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function crossed(child: ChildProcess): Promise<void> {
  if (!child.stdout) throw new TypeError('The process has no output')
  const [line] = await once(createInterface(child.stdout), 'line')
  expect(line).toBe('crossed')
}

async function booksWithBudget(): Promise<string> {
  const path = temporaryPath()
  const ledger = await openLedgerAt(path)
  // The default's other periods have no limit: the hour may turn while the test runs, the month hardly.
  await ledger.setBudget(budgetOf('guild_1', 'month', '1.00'))
  return path
}

function alertRows(path: string): readonly { percent: bigint; state: string }[] {
  return openAsOtherProgram(path)

    .prepare(
      `select threshold_percent as percent, coalesce(state, 'new') as state
       from alerts left join parcels on parcels.id = alerts.parcel order by threshold_percent`,
    )

    .all() as { percent: bigint; state: string }[]
}

async function allDelivered(path: string, discord: LocalDiscord): Promise<void> {
  await expect
    .poll(() => alertRows(path).map(({ state }) => state), { timeout: 20_000 })
    .not.toSatisfy((states: string[]) => states.length === 0 || states.some((state) => state !== 'delivered'))
  expect(discord.violations).toEqual([])
}

const contents = (discord: LocalDiscord, user: string) =>
  discord.directMessages(user).map(({ content }) => content)

describe('alerts of several processes', () => {
  it('are one row and one message for each owner when 100 workflows in two processes cross a threshold at once', async () => {
    const path = await booksWithBudget()
    const discord = await startDiscord(owners)
    const spending = { path, calls: 50, amountUsd: '0.0065' }

    const children = [startSpending(discord, spending), startSpending(discord, spending)]
    await Promise.all(children.map(crossed))
    await allDelivered(path, discord)

    expect(alertRows(path)).toEqual([{ percent: 50n, state: 'delivered' }])
    expect(owners.map((user) => contents(discord, user))).toEqual([['50 %'], ['50 %']])
  })

  it('are one row for each of four thresholds, and each is told once at most', async () => {
    const path = await booksWithBudget()
    const discord = await startDiscord(owners)
    const spending = { path, calls: 50, amountUsd: '0.01' }

    const children = [startSpending(discord, spending), startSpending(discord, spending)]
    await Promise.all(children.map(crossed))
    await allDelivered(path, discord)

    const told = owners.map((user) => contents(discord, user))
    expect(alertRows(path).map(({ percent }) => percent)).toEqual([50n, 75n, 90n, 100n])
    expect(told).toEqual([expect.arrayContaining(['100 %']), expect.arrayContaining(['100 %'])])
    expect(told.map((messages) => new Set(messages).size)).toEqual(told.map((messages) => messages.length))
  })
})

describe('a process that is killed between crossing and delivery', () => {
  it.each([
    ['before Discord has the message', { isCarriedOut: false }],
    ['after Discord has it and before that is known', { isCarriedOut: true }],
  ])('loses nothing and repeats nothing: %s', async (_, { isCarriedOut }) => {
    const path = await booksWithBudget()
    const discord = await startDiscord(owners)
    discord.failNext({ method: 'POST', path: /^\/channels/, kind: 'hang', times: 2, isCarriedOut })
    const child = startSpending(discord, { path, calls: 1, amountUsd: '0.80' })
    await crossed(child)
    await discord.waitUntil(() => posts(discord).length === 2 || undefined)

    child.kill('SIGKILL')
    await once(child, 'exit')
    const inBetween = alertRows(path)
    const restarted = workerOn(discord, await openStoresAt(path))
    await restarted.drain()
    await restarted.drain()

    expect(inBetween).toEqual([{ percent: 75n, state: 'claimed' }])
    expect(alertRows(path)).toEqual([{ percent: 75n, state: 'delivered' }])
    expect(posts(discord)).toHaveLength(4)
    expect(owners.map((user) => contents(discord, user).length)).toEqual([1, 1])
  })
})

const posts = (discord: LocalDiscord) => discord.requests.filter(({ path }) => path.endsWith('/messages'))

function workerOn(discord: LocalDiscord, { ledger, outbox }: Awaited<ReturnType<typeof openStoresAt>>) {
  return ownersWorker({
    ledger,
    store: outbox,
    now: Date.now,
    random: Math.random,
    timers: systemTimers,
    displayNameOf: () => undefined,
    owners: ownersOf(owners),
    rest: restOf(discord),
    settings: { alertChannelId: undefined, alertWebhookUrl: undefined, alertWebhookSecret: undefined },
    // As the killed process renders it: Discord takes the nonce alone for the message.
    messages: { ...plainMessages, alert: () => ({ content: '75 %' }) },
    log: pino({ level: 'silent' }),
  })
}
