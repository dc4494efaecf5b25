import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface, type Interface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { systemTimers } from '../../../../src/app/timers.ts'
import { usDollar } from '../../../../src/money/display-currency.ts'
import { createTextsFor } from '../../../../src/surfaces/discord/texts-for.ts'
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

interface SpendingProcess {
  readonly child: ChildProcess
  /** What it writes: `crossed` when all is booked, `ended` for each parcel that it has ended. */
  readonly lines: Interface
  readonly crossed: Promise<unknown>
}

function startSpending({ apiUrl, token }: LocalDiscord, spending: Spending): SpendingProcess {
  const argument: SpendingArguments = { ...spending, apiUrl, token, owners }
  const child = spawn(process.execPath, [script, JSON.stringify(argument)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface(child.stdout)
  const crossed = new Promise<void>((resolve) =>
    lines.on('line', (line) => {
      if (line === 'crossed') resolve()
    }),
  )
  return { child, lines, crossed }
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

/** Looks whenever one of the processes has ended a parcel. */
async function allDelivered(
  path: string,
  processes: readonly SpendingProcess[],
  discord: LocalDiscord,
): Promise<void> {
  const areDelivered = () => {
    const states = alertRows(path).map(({ state }) => state)
    return states.length > 0 && states.every((state) => state === 'delivered')
  }
  while (!areDelivered()) await Promise.race(processes.map(({ lines }) => once(lines, 'line')))
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
    await Promise.all(children.map(({ crossed }) => crossed))
    await allDelivered(path, children, discord)

    expect(alertRows(path)).toEqual([{ percent: 50n, state: 'delivered' }])
    expect(owners.map((user) => contents(discord, user))).toEqual([['50 %'], ['50 %']])
  })

  it('are one row for each of four thresholds, and each is told once at most', async () => {
    const path = await booksWithBudget()
    const discord = await startDiscord(owners)
    const spending = { path, calls: 50, amountUsd: '0.01' }

    const children = [startSpending(discord, spending), startSpending(discord, spending)]
    await Promise.all(children.map(({ crossed }) => crossed))
    await allDelivered(path, children, discord)

    const told = owners.map((user) => contents(discord, user))
    expect(alertRows(path).map(({ percent }) => percent)).toEqual([50n, 75n, 90n, 100n])
    expect(told).toEqual([expect.arrayContaining(['100 %']), expect.arrayContaining(['100 %'])])
    expect(told.map((messages) => new Set(messages).size)).toEqual(told.map((messages) => messages.length))
  })
})

describe('a process that is killed between crossing and delivery', () => {
  it.each([
    ['before Discord has the message', { isCarriedOut: false, sends: 4 }],
    ['after Discord has it and before that is known', { isCarriedOut: true, sends: 2 }],
  ])('loses nothing and repeats nothing: %s', async (_, { isCarriedOut, sends }) => {
    const path = await booksWithBudget()
    const discord = await startDiscord(owners)
    discord.failNext({ method: 'POST', path: /^\/channels/, kind: 'hang', times: 2, isCarriedOut })
    const { child, crossed } = startSpending(discord, { path, calls: 1, amountUsd: '0.80' })
    await crossed
    await discord.waitUntil(() => posts(discord).length === 2 || undefined)

    child.kill('SIGKILL')
    await once(child, 'exit')
    const inBetween = alertRows(path)
    const restarted = workerOn(discord, await openStoresAt(path))
    await restarted.drain()
    await restarted.drain()

    expect(inBetween).toEqual([{ percent: 75n, state: 'claimed' }])
    expect(alertRows(path)).toEqual([{ percent: 75n, state: 'delivered' }])
    expect(posts(discord)).toHaveLength(sends)
    expect(owners.map((user) => contents(discord, user).length)).toEqual([1, 1])
  })
})

const posts = (discord: LocalDiscord) =>
  discord.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))

function workerOn(discord: LocalDiscord, { ledger, outbox }: Awaited<ReturnType<typeof openStoresAt>>) {
  return ownersWorker({
    ledger,
    store: outbox,
    now: Date.now,
    random: Math.random,
    timers: systemTimers,
    displayNameOf: () => undefined,
    localeOf: async () => undefined,
    textsFor: createTextsFor(usDollar),
    owners: ownersOf(owners),
    rest: restOf(discord),
    settings: { alertChannelId: undefined, alertWebhookUrl: undefined, alertWebhookSecret: undefined },
    // As the killed process renders it: Discord takes the nonce alone for the message.
    messages: { ...plainMessages, alert: () => ({ content: '75 %' }) },
    log: pino({ level: 'silent' }),
  })
}
