/**
 * A process that spends and tells: opens the ledger, books so many calls of an amount at once, and runs an outbox worker.
 * Arguments: one JSON object. Writes `crossed` when all is booked and `ended` whenever it has ended a parcel, and stops on SIGTERM.
 */

import { REST } from '@discordjs/rest'
import pino from 'pino'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { createCalendar } from '../../../src/budget/calendar.ts'
import { usDollar } from '../../../src/money/display-currency.ts'
import { parseUsd } from '../../../src/money/nano-usd.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { openSqliteLedger } from '../../../src/store/sqlite/ledger/sqlite-ledger.ts'
import { createSqliteOutbox } from '../../../src/store/sqlite/outbox/sqlite-outbox.ts'
import { createTextsFor } from '../../../src/surfaces/discord/texts-for.ts'
import { ownersWorker } from './owners-worker.ts'

export interface SpendingArguments {
  readonly path: string
  readonly apiUrl: string
  readonly token: string
  readonly owners: readonly string[]
  readonly calls: number
  readonly amountUsd: string
}

const { path, apiUrl, token, owners, calls, amountUsd }: SpendingArguments = JSON.parse(
  process.argv[2] ?? '{}',
)
const database = openDatabase(path, { timers: systemTimers, now: systemClock })
const ledger = await openSqliteLedger(database, { calendar: createCalendar(), now: systemClock })
const outbox = createSqliteOutbox(database, ledger)
const worker = ownersWorker({
  store: {
    ...outbox,
    end: async (...end) => {
      await outbox.end(...end)
      process.stdout.write('ended\n')
    },
  },
  ledger,
  owners: { ids: () => owners, isOwner: (user) => owners.includes(user) },
  rest: new REST({ api: apiUrl, offset: 0 }).setToken(token),
  settings: { alertChannelId: undefined, alertWebhookUrl: undefined, alertWebhookSecret: undefined },
  messages: {
    alert: ({ alerts }) => ({
      content: alerts.map(({ thresholdPercent }) => `${thresholdPercent} %`).join(', '),
    }),
    notice: ({ kind }) => ({ content: kind }),
  },
  log: pino({ level: 'silent' }),
  displayNameOf: () => undefined,
  localeOf: async () => undefined,
  textsFor: createTextsFor(usDollar),
  now: Date.now,
  random: Math.random,
  // Looks more often than the bot does.
  timers: { ...systemTimers, every: (_ms, work) => systemTimers.every(50, work) },
})
worker.start()

async function spendOnce(call: number): Promise<void> {
  const holdId = `hold_${process.pid}_${call}`
  const amountNanoUsd = parseUsd(amountUsd)
  const heldAtMs = Date.now()
  await ledger.hold({
    id: holdId,
    amountNanoUsd,
    attribution: { tenant: 'guild_1', user: '7', workflow: `wf_${process.pid}_${call}`, task: 'analysis' },
    call: { provider: 'openai', model: 'gpt-5-mini', operation: 'generate', priceVersion: '1' },
    scopes: [],
    heldAtMs,
    expiresAtMs: heldAtMs + 60_000,
  })
  await ledger.settle({ holdId, amountNanoUsd, provenance: 'computed', usage: {}, atMs: Date.now() })
  worker.nudge()
}

await Promise.all(Array.from({ length: calls }, (_, call) => spendOnce(call)))
process.stdout.write('crossed\n')
process.once('SIGTERM', async () => {
  await worker.stop()
  await ledger.close()
})
// Polls and nudges do not keep a process alive by themselves; and nobody is left behind when the tests are stopped.
process.stdin.on('end', () => process.exit())
process.stdin.resume()
