import { join } from 'node:path'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { SqliteWorkflowStore } from '../../../src/store/sqlite/workflows/sqlite-workflow-store.ts'
import { openLedgerOn, temporaryFolder } from '../ledger/temporary-books.ts'
import type { ProviderServer } from '../providers/provider-server.ts'
import type { CrashOrder } from './crash-order.ts'
import { bundleCrashProcess, startCrashProcess } from './start-crash-process.ts'
import { startProvider } from './temporary-autointel.ts'

/** Where a source is that is read in one part, and one in two. */
export const inOnePart = 'https://example.org/1'
export const inTwoParts = 'https://example.org/8'

/** A folder, and a provider, for processes that run one workflow and do not come to its end. */
export async function openCrashes(order: Partial<CrashOrder>) {
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
    start: (changes: Partial<CrashOrder> = {}) => startCrashProcess(bundle, { ...whole, ...changes }),
    /** A life of the process, up to its end: true when it has done all there was to do. */
    live: async (changes: Partial<CrashOrder> = {}) =>
      (await startCrashProcess(bundle, { ...whole, ...changes }).finish()) === 0,
    /** What the books have of its only workflow, read when no process lives. */
    books: async () => {
      const database = openDatabase(whole.databaseFile, { timers: systemTimers, now: systemClock })
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

export function questionsTo({ requests }: ProviderServer): readonly string[] {
  return requests.map(({ path, body }) => JSON.stringify([path, body['messages'], body['input']]))
}
