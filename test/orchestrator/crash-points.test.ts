import { join } from 'node:path'
import { expect, it } from 'vitest'
import { systemTimers } from '../../src/app/timers.ts'
import { openDatabase } from '../../src/store/sqlite/database.ts'
import { SqliteWorkflowStore } from '../../src/store/sqlite/workflows/sqlite-workflow-store.ts'
import { openLedgerOn, temporaryFolder } from '../support/ledger/temporary-books.ts'
import type { CrashOrder } from '../support/orchestrator/crash-order.ts'
import { bundleCrashProcess, startCrashProcess } from '../support/orchestrator/start-crash-process.ts'
import { startProvider } from '../support/orchestrator/temporary-autointel.ts'
import type { ProviderServer } from '../support/providers/provider-server.ts'

const inOnePart = 'https://example.org/1'
const inTwoParts = 'https://example.org/8'

async function openCrashes(order: Partial<CrashOrder>) {
  const folder = temporaryFolder()
  const provider = await startProvider()
  const bundle = await bundleCrashProcess()
  const whole: CrashOrder = {
    databaseFile: join(folder, 'autointel.db'),
    logFile: join(folder, 'tasks.jsonl'),
    providerUrl: provider.url,
    ...order,
  }
  return {
    provider,
    /** A life of the process, up to its end: true when it has done all there was to do. */
    live: async (changes: Partial<CrashOrder> = {}) =>
      (await startCrashProcess(bundle, { ...whole, ...changes }).finish()) === 0,
    /** What the books have of its only workflow, read when no process lives. */
    books: async () => {
      const database = openDatabase(whole.databaseFile, { timers: systemTimers })
      const ledger = await openLedgerOn(database)
      const [workflow] = await new SqliteWorkflowStore(database, ledger).recent({ limit: 2 })
      const entries = await ledger.entriesOf(workflow?.id ?? '')
      return {
        state: workflow?.state,
        entries,
        /** What is booked of calls: the same whoever made them when. */
        calls: entries.flatMap(({ holdId, task, operation, provenance, amountNanoUsd }) =>
          holdId === undefined ? [] : [{ task, operation, provenance, amountNanoUsd }],
        ),
        holds: await ledger.holdsPending(),
        differences: (await ledger.verify()).differences,
      }
    },
  }
}

function questionsTo({ requests }: ProviderServer): readonly string[] {
  return requests.map(({ path, body }) => JSON.stringify([path, body['messages'], body['input']]))
}

it.each([
  // Two passes, the verdicts and the vectors.
  ['in one part', inOnePart, 4],
  // Two passes over each part, their merge and the vectors.
  ['in two parts', inTwoParts, 6],
])(
  'a workflow on a source %s that is killed right after each booking asks everything once',
  async (_what, address, count) => {
    const only = { address, hasModels: true }
    const alone = await openCrashes({ only })
    const killed = await openCrashes({ only, diesAfter: 'booking' })
    expect(await alone.live()).toBe(true)

    const questions = questionsTo(alone.provider)
    const lives = []
    for (let life = 0; life <= questions.length; life += 1) lives.push(await killed.live())

    expect(lives).toEqual([...questions.map(() => false), true])
    expect(questionsTo(killed.provider)).toEqual(questions)
    expect(new Set(questions).size).toBe(questions.length)
    expect(questions).toHaveLength(count)
    const { state, calls, ...books } = await killed.books()
    expect(state).toBe('completed')
    expect(calls).toEqual((await alone.books()).calls)
    expect(calls).toHaveLength(questions.length)
    expect(books).toMatchObject({ holds: [], differences: [] })
  },
)

it.each(['task', 'estimate'] as const)(
  'a workflow that is killed right after its first %s has what no meter saw in the books, once',
  async (diesAfter) => {
    const { live, books } = await openCrashes({ only: { address: inTwoParts, hasModels: false } })

    expect([await live({ diesAfter }), await live()]).toEqual([false, true])

    const { state, entries, differences } = await books()
    expect(state).toBe('completed')
    expect(entries.filter(({ task }) => task === 'analysis')).toMatchObject([
      { operation: 'analyse', provider: 'local', provenance: 'computed', calls: 1 },
    ])
    expect(differences).toEqual([])
  },
)
