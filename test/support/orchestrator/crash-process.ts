import { appendFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Decimal } from 'decimal.js'
import type { ExtractiveAnalyst } from '../../../src/analyst/extractive-analyst.ts'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { createCalendar } from '../../../src/budget/calendar.ts'
import { defaultDepthTiers } from '../../../src/budget/depth-tiers.ts'
import { tightestLimit } from '../../../src/budget/remaining-money.ts'
import { currentRequestTracker } from '../../../src/budget/request-scope.ts'
import { noWakes } from '../../../src/fleet/wakes.ts'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { createProviderEmbeddings } from '../../../src/llm/embeddings.ts'
import { createLanguageModels } from '../../../src/llm/language-models.ts'
import { createMeter } from '../../../src/llm/ledger-meter.ts'
import { createModelProviders } from '../../../src/llm/model-providers.ts'
import { Orchestrator } from '../../../src/orchestrator/orchestrator.ts'
import { WorkflowSuspended } from '../../../src/orchestrator/suspension.ts'
import { createTaskCompletion } from '../../../src/orchestrator/task-completion.ts'
import type { WorkflowResult } from '../../../src/orchestrator/workflow-result.ts'
import { localPrice, priceFrom } from '../../../src/pricing/price.ts'
import type { SourceReader } from '../../../src/sources/acquire-source.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { openSqliteKnowledge } from '../../../src/store/sqlite/knowledge/sqlite-knowledge.ts'
import { openSqliteLedger } from '../../../src/store/sqlite/ledger/sqlite-ledger.ts'
import { SqliteWorkflowStore } from '../../../src/store/sqlite/workflows/sqlite-workflow-store.ts'
import { fixedPrices } from '../fixed-prices.ts'
import { ledgerWith } from '../ledger/ledger-with.ts'
import { located } from '../sources/located.ts'
import { bundled } from '../workers/bundled.ts'
import type { CrashOrder, CrashPoint } from './crash-order.ts'

/**
 * Runs workflows until it is killed, or, told to finish, until none is left. Composed like the program, but with a reader, an
 * analyst and prices of its own, so that it starts quickly: `node crash-process.ts '<CrashOrder>'`. Opens everything, says so, waits for
 * the line `work` or `finish`, and then logs and says each task that starts or finishes.
 */
const order: CrashOrder = JSON.parse(process.argv[2] ?? '')
const model = { provider: 'openai', model: 'gpt-4o-mini' }
const embeddingModel = { provider: 'openai', model: 'text-embedding-3-small' }
/** As published in 2026-11; vectors have no output. */
const prices = new Map([
  [
    model.model,
    priceFrom({ input: new Decimal('0.15'), output: new Decimal('0.6'), tiers: [] }, 'overrides'),
  ],
  [embeddingModel.model, priceFrom({ input: new Decimal('0.02'), tiers: [] }, 'overrides')],
])
const underWay = 6

const sentence = (index: number) =>
  `Report number ${index} says that the harbour of Hollowmere took ${index} ships.`

/** One source in eight is long enough to be read in two parts. */
const reader: SourceReader = {
  read: async ({ address }) => {
    const number = Number(address.split('/').at(-1))
    const sentences = Array.from({ length: number % 8 === 0 ? 560 : 9 }, (_, index) =>
      sentence(number * 1000 + index),
    )
    return {
      location: address,
      url: `https://example.org/${number}`,
      type: 'text',
      title: address,
      text: sentences.join(' '),
    }
  },
  close: async () => undefined,
}

const analyst: ExtractiveAnalyst = {
  analyse: (text) => {
    const quote = text.slice(0, text.indexOf('.') + 1)
    const keyPoints = [{ text: quote, quote }]
    return {
      title: '',
      summary: quote,
      keyPoints,
      claims: [],
      entities: [],
      topics: [],
      tone: 'neutral',
      language: 'en',
      notes: [],
    }
  },
}

let hasSlept = false

/** No handler of an exit runs, and nothing is written any more, or not before it is woken. */
function stopAfter(point: CrashPoint): void {
  if (order.diesAfter === point) process.kill(process.pid, 'SIGKILL')
  if (order.sleepsAfter !== point || hasSlept) return
  hasSlept = true
  console.log('sleeping')
  process.kill(process.pid, 'SIGSTOP')
}

/** The ledger, with a process that may stop as soon as a call is booked. */
function mortal(ledger: LedgerStore): LedgerStore {
  return ledgerWith(ledger, {
    settle: async (request) => {
      const result = await ledger.settle(request)
      stopAfter('booking')
      return result
    },
  })
}

async function open() {
  const database = openDatabase(order.databaseFile, {
    timers: systemTimers,
    now: systemClock,
    lockTimeoutMs: 60_000,
  })
  const { container, isAlone } = order
  const ledger = await openSqliteLedger(database, {
    calendar: createCalendar(),
    now: systemClock,
    ...(container && { process: { host: 'autointel', namespace: container, pid: 1, birth: '1' } }),
    ...(isAlone && { isAlive: () => false }),
  })
  const meter = createMeter({
    ledger: mortal(ledger),
    now: Date.now,
    timers: systemTimers,
    newId: () => `hold_${crypto.randomUUID()}`,
    prices: fixedPrices(({ model }) => prices.get(model) ?? localPrice),
  })
  const providers = createModelProviders({ openai: { baseUrl: order.providerUrl } }, { timers: systemTimers })
  const models = createLanguageModels({ providers, meter, timeoutMs: 30_000 })
  const store = new SqliteWorkflowStore(database, ledger)
  const place = {
    name: 'archive',
    find: async (claim: string) => [{ text: `It is written: ${claim}`, title: 'Archive', origin: 'archive' }],
  }
  const complete = createTaskCompletion({ ledger, meter })
  const orchestrator = new Orchestrator({
    store,
    ledger,
    meter,
    tiers: defaultDepthTiers,
    concurrency: underWay,
    now: Date.now,
    timers: systemTimers,
    wakes: noWakes,
    newId: () => crypto.randomUUID(),
    onListenerError: (error) => console.error(error),
    completed: async (workflow, task, outcome) => {
      if (outcome?.unmetered) stopAfter('task')
      const cost = await complete(workflow, task, outcome)
      if (outcome?.unmetered) stopAfter('estimate')
      return cost
    },
    tasks: {
      workers: bundled,
      acquisition: {
        reader,
        keepMedia: async (name) => name,
        hasMedia: async () => false,
        discardMedia: async () => undefined,
      },
      transcription: { transcriptions: undefined },
      analysis: {
        models,
        analyst,
        analystModel: { provider: 'local', model: 'extractive' },
        tightestLimit: () => tightestLimit(ledger, currentRequestTracker(), Date.now()),
      },
      verification: { models },
      knowledge: {
        knowledge: openSqliteKnowledge(database),
        now: Date.now,
        embeddings: createProviderEmbeddings({
          providers,
          meter,
          timeoutMs: 30_000,
          model: embeddingModel,
        }),
      },
      ladderOf: () => (order.only?.hasModels === false ? [] : [model]),
      isKnownToBeFree: async () => false,
      placesFor: () => [place],
    },
  })
  return { ledger, orchestrator, store }
}

async function work(untilNoneIsLeft: boolean): Promise<void> {
  orchestrator.subscribe((event) => {
    if (event.type === 'task.started') log('started', event.workflow, event.task)
    if (event.type === 'task.completed' && !event.resumed && event.status === 'completed')
      log('finished', event.workflow, event.task)
  })
  await ledger.expireHolds(Date.now())
  const orphans = await orchestrator.orphans()
  const results = orphans.map(async ({ id }) => {
    const answer = await orchestrator.resume(id)
    if (answer.kind === 'resumed') requireNoFailure(await answer.run.result)
  })
  if (untilNoneIsLeft) {
    await Promise.all(results)
    if (order.only && (await store.recent({ limit: 1 })).length === 0) await start(order.only.address)
    await ledger.close()
    process.exit()
  }
  let number = Date.now()
  const lane = async (): Promise<never> => {
    for (;;) {
      number += 1
      await start(`https://example.org/${number}`, `guild_${number % 3}`)
    }
  }
  const lanes = Array.from({ length: underWay }, async (_, index) => {
    await results[index]
    return lane()
  })
  await Promise.race(lanes)
}

async function start(address: string, tenant = 'guild_0'): Promise<void> {
  const location = located(address)
  const run = await orchestrator.start({ location, depth: 'deep', tenant, visibility: 'server' })
  try {
    requireNoFailure(await run.result)
  } catch (error) {
    if (!(error instanceof WorkflowSuspended)) throw error
    console.log('let go')
  }
}

/** Nothing here makes a run fail: one that does ends the process, where others would fail after it without end. */
function requireNoFailure({ workflow, status, failure }: WorkflowResult): void {
  if (status === 'failed') throw new Error(`${workflow} has failed: ${JSON.stringify(failure)}`)
}

function log(what: 'started' | 'finished', workflow: string, task: string): void {
  const line = JSON.stringify({ what, workflow, task })
  appendFileSync(order.logFile, `${line}\n`)
  console.log(line)
}

const { ledger, orchestrator, store } = await open()
const lines = createInterface(process.stdin)
// Nobody is left behind when the tests are stopped.
lines.on('close', () => process.exit())
lines.once('line', (line) =>
  work(line === 'finish').catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  }),
)
console.log('opened')
