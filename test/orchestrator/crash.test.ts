import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { systemTimers } from '../../src/app/timers.ts'
import type { Entry } from '../../src/ledger/entry.ts'
import { costOf } from '../../src/report/track-cost.ts'
import { openDatabase } from '../../src/store/sqlite/database.ts'
import { SqliteWorkflowStore } from '../../src/store/sqlite/workflows/sqlite-workflow-store.ts'
import { openAsOtherProgram } from '../support/ledger/other-program.ts'
import { createSeededRandom } from '../support/ledger/seeded-random.ts'
import { openLedgerOn, temporaryFolder } from '../support/ledger/temporary-books.ts'
import type { CrashOrder, TaskLogLine } from '../support/orchestrator/crash-order.ts'
import { bundleCrashProcess, startCrashProcess } from '../support/orchestrator/start-crash-process.ts'
import { billed, readServedLog } from '../support/providers/served-call.ts'

const kills = 200
/** A life lasts until so many tasks have started or finished at most, and so long after that. */
const mostTaskEvents = 16
const longestPauseMs = 30

it(`keeps books and checkpoints right through ${kills} kills`, { timeout: 600_000 }, async () => {
  const folder = temporaryFolder()
  const servedLog = join(folder, 'served.jsonl')
  const order: CrashOrder = {
    databaseFile: join(folder, 'autointel.db'),
    logFile: join(folder, 'tasks.jsonl'),
    providerUrl: await startProvider(servedLog),
  }
  const bundle = await bundleCrashProcess()
  const random = createSeededRandom(20_261_122)

  const startedAt = Date.now()
  let next = startCrashProcess(bundle, order)
  for (let kill = 0; kill < kills; kill += 1) {
    const current = next
    next = startCrashProcess(bundle, order)
    await current.workThrough(random.whole(mostTaskEvents))
    await sleep(random.whole(longestPauseMs))
    await current.kill()
  }
  expect(await next.finish()).toBe(0)
  console.info(`${kills} kills in ${Math.round((Date.now() - startedAt) / 1000)} s`)

  await expectRightBooks(order, servedLog)
})

async function startProvider(logFile: string): Promise<string> {
  const serveFile = fileURLToPath(new URL('../support/providers/serve.ts', import.meta.url))
  const provider = spawn(process.execPath, [serveFile, '--log-file', logFile, '--latency-ms', '10'])
  onTestFinished(() => void provider.kill('SIGKILL'))
  const [ready] = await once(createInterface(provider.stdout), 'line')
  return JSON.parse(String(ready)).url
}

async function expectRightBooks({ databaseFile, logFile }: CrashOrder, servedLog: string): Promise<void> {
  const database = openDatabase(databaseFile, { timers: systemTimers })
  const ledger = await openLedgerOn(database)
  const store = new SqliteWorkflowStore(database, ledger)
  const workflows = await store.recent({ limit: 1_000_000 })
  const entriesOfEach = await Promise.all(workflows.map(({ id }) => ledger.entriesOf(id)))
  const entries = entriesOfEach.flat()
  const calls = billed(readServedLog(servedLog))
  const holds = heldAmounts(databaseFile)
  console.info(
    `${workflows.length} workflows, ${calls.length} billed calls, ${unresolvedIn(entries)} of them unresolved`,
  )

  expect(workflows.filter(({ state }) => state !== 'completed')).toEqual([])
  expect(workflows.map(({ costNanoUsd }) => costNanoUsd)).toEqual(entriesOfEach.map(costOf))
  expect(await ledger.holdsPending()).toEqual([])
  expect((await ledger.verify()).differences).toEqual([])

  const charges = Map.groupBy(entries, ({ holdId }) => holdId)
  const bookings = calls.map(({ clientRequestId = '' }) => charges.get(clientRequestId) ?? [])
  expect(bookings.filter((booked) => booked.length !== 1)).toEqual([])
  expect(bookings.flat().filter((entry) => !isCounted(entry) && !isHeldAmount(entry, holds))).toEqual([])
  expect(finishedTasksThatRanAgain(logFile)).toEqual([])
  // Enough has happened for all this to mean something.
  expect(workflows.length).toBeGreaterThan(kills / 4)
  expect(unresolvedIn(entries)).toBeGreaterThan(kills / 4)
}

function unresolvedIn(entries: readonly Entry[]): number {
  return entries.filter(({ provenance }) => provenance === 'unresolved').length
}

function isCounted({ provenance, id, holdId }: Entry): boolean {
  return provenance === 'computed' && id === `${holdId}:entry`
}

function isHeldAmount(
  { provenance, amountNanoUsd, holdId = '' }: Entry,
  holds: ReadonlyMap<string, bigint>,
): boolean {
  return provenance === 'unresolved' && amountNanoUsd === holds.get(holdId)
}

function heldAmounts(databaseFile: string): ReadonlyMap<string, bigint> {
  const rows = openAsOtherProgram(databaseFile).prepare('select id, amount_nano_usd from holds').raw().all()
  return new Map(rows as [string, bigint][])
}

/** Tasks that were started after they had finished. */
function finishedTasksThatRanAgain(logFile: string): readonly string[] {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n')
  const finished = new Set<string>()
  return lines.flatMap((line) => {
    const { what, workflow, task }: TaskLogLine = JSON.parse(line)
    const key = `${workflow} ${task}`
    if (what === 'started') return finished.has(key) ? [key] : []
    finished.add(key)
    return []
  })
}
