import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished } from 'vitest'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import type { Entry } from '../../../src/ledger/entry.ts'
import { costOf } from '../../../src/report/track-cost.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { SqliteWorkflowStore } from '../../../src/store/sqlite/workflows/sqlite-workflow-store.ts'
import { openAsOtherProgram } from '../ledger/other-program.ts'
import { createSeededRandom, type SeededRandom } from '../ledger/seeded-random.ts'
import { openLedgerOn, temporaryFolder } from '../ledger/temporary-books.ts'
import type { CrashOrder, TaskLogLine } from '../orchestrator/crash-order.ts'
import {
  bundleCrashProcess,
  type CrashProcess,
  startCrashProcess,
} from '../orchestrator/start-crash-process.ts'
import { startOpenAiServer } from '../providers/openai-server.ts'
import type { ProviderServer } from '../providers/provider-server.ts'
import { answer } from '../providers/reply.ts'
import { billed } from '../providers/served-call.ts'

/** A life lasts until so many tasks have started or finished at most. */
const mostTaskEvents = 16

/** When a process is killed after that: at some turn or other, while a call is unanswered, or when an answer has just been sent. */
const moments = ['sometime', 'within a call', 'after an answer'] as const
type Moment = (typeof moments)[number]

/** Kills processes that run workflows, one after another, and holds the books and the checkpoints against the provider's log. */
export async function proveKilledWorkflows({ kills }: { readonly kills: number }): Promise<void> {
  const folder = temporaryFolder()
  const provider = await startOpenAiServer()
  onTestFinished(() => provider.close())
  const order: CrashOrder = {
    databaseFile: join(folder, 'autointel.db'),
    logFile: join(folder, 'tasks.jsonl'),
    providerUrl: provider.url,
  }
  const bundle = await bundleCrashProcess()
  const random = createSeededRandom(20_261_122)

  let withinCalls = 0
  let next = startCrashProcess(bundle, order)
  for (let kill = 0; kill < kills; kill += 1) {
    const current = next
    next = startCrashProcess(bundle, order)
    await current.workThrough(random.whole(mostTaskEvents))
    const moment = random.pick(moments)
    if (moment === 'within a call') withinCalls += 1
    await killAt(moment, current, provider, random)
  }
  expect(await next.finish()).toBe(0)

  await expectRightBooks(order, provider, { workflows: kills / 4, unresolved: withinCalls })
}

async function killAt(
  moment: Moment,
  { kill, until }: CrashProcess,
  provider: ProviderServer,
  random: SeededRandom,
): Promise<void> {
  switch (moment) {
    case 'sometime':
      for (let turns = random.whole(300); turns > 0; turns -= 1) await nextTurn()
      return kill()
    case 'within a call': {
      const dead = Promise.withResolvers<void>()
      provider.respondWith(() => answer({ after: dead.promise }))
      await until(provider.asked(provider.requests.length + 1))
      await kill()
      dead.resolve()
      return provider.respondWith([])
    }
    case 'after an answer':
      await until(provider.booked(provider.served.length + 1))
      return kill()
    default:
      moment satisfies never
  }
}

async function expectRightBooks(
  { databaseFile, logFile }: CrashOrder,
  provider: ProviderServer,
  least: { readonly workflows: number; readonly unresolved: number },
): Promise<void> {
  const database = openDatabase(databaseFile, { timers: systemTimers, now: systemClock })
  const ledger = await openLedgerOn(database)
  const store = new SqliteWorkflowStore(database, ledger)
  const workflows = await store.recent({ limit: 1_000_000 })
  const entriesOfEach = await Promise.all(workflows.map(({ id }) => ledger.entriesOf(id)))
  const entries = entriesOfEach.flat()
  // What the last kills have cut off is billed when the provider sees its client gone.
  await provider.booked(provider.requests.length)
  const calls = billed(provider.served)
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
  expect(workflows.length).toBeGreaterThan(least.workflows)
  expect(least.unresolved).toBeGreaterThan(0)
  expect(unresolvedIn(entries)).toBeGreaterThanOrEqual(least.unresolved)
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
