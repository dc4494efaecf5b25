import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import { systemClock } from '../../../src/app/timers.ts'
import type { Entry } from '../../../src/ledger/entry.ts'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { entryPages } from '../../../src/ledger/walk-entries.ts'
import { entriesDocument } from '../../../src/locales/entries-document.ts'
import { textsOf } from '../../../src/locales/i18n.ts'
import { readUseRows } from '../../../src/report/read-use-rows.ts'
import { rangeOfDates } from '../../../src/report/report-periods.ts'
import { writeLargeBooks } from '../ledger/large-books.ts'
import { plainTable, shownTable } from '../ledger/plain-tables.ts'
import { holdOf } from '../ledger/requests.ts'
import { openStoresAt, temporaryFolder } from '../ledger/temporary-books.ts'
import { sharedWorkers } from '../workers/shared-workers.ts'
import { heldLoop, toldHold } from './held-loop.ts'

const lockWatcher = fileURLToPath(new URL('./lock-watcher.ts', import.meta.url))

/**
 * Verifies, copies, exports and reports large books and moves their time zones, and prints for how long each held the event loop and the
 * write lock of the file at most. Every figure of a report is held against plain sums of the entries.
 */
export async function proveShortBlocks({ entries }: { readonly entries: number }): Promise<void> {
  const folder = temporaryFolder()
  const path = join(folder, 'autointel.db')
  await writeLargeBooks(path, entries)
  const { ledger } = await openStoresAt(path, { workers: sharedWorkers })
  const watch = await watcher(path)

  await watch('nothing at all', () => wait(3_000))
  await watch('verify', async () => expect(await ledger.verify()).toMatchObject({ ok: true, entries }))
  await watch('backup', () => ledger.backup(join(folder, 'copy.db')))
  for (const format of ['csv', 'json', 'jsonl'] as const)
    await watch(`export as ${format}`, () => exportAll(ledger, format))
  for (const [subject, timeZone] of [
    ['bot', 'Australia/Lord_Howe'],
    ['guild_1', 'America/New_York'],
    ['user_1', 'Asia/Kathmandu'],
  ] as const)
    await watch(`${subject} to ${timeZone}, and the next call`, async () => {
      const move = { subject: bookedSubject(subject), timeZone, by: 'owner', role: 'owner' } as const
      expect((await ledger.setTimeZone({ ...move, atMs: systemClock() })).kind).toBe('set')
      const attribution = { tenant: 'guild_1', user: '1' }
      expect((await ledger.hold(holdOf('0.01', { attribution, heldAtMs: systemClock() }))).kind).toBe('held')
    })
  await watch('reports', () => readReports(ledger))
  await expectPlainSums(ledger)
}

/** Prints what was held for how long while something was done. */
async function watcher(path: string) {
  const child = fork(lockWatcher, [path])
  onTestFinished(() => void child.kill('SIGKILL'))
  const longestLockMs = async () => {
    child.send('tell')
    const [longestMs] = await once(child, 'message')
    return Number(longestMs)
  }
  await longestLockMs()
  return async (what: string, work: () => Promise<unknown>): Promise<void> => {
    await longestLockMs()
    const held = await heldLoop(work)
    const lockMs = await longestLockMs()
    console.log(`${what}: ${toldHold(held)}, the lock for ${lockMs.toFixed(1)} ms`)
  }
}

const everything = { fromMs: 0, toMs: Date.UTC(2100, 0) }

async function exportAll(ledger: LedgerStore, format: 'csv' | 'json' | 'jsonl'): Promise<void> {
  let characters = 0
  for await (const part of entriesDocument(entryPages(ledger, everything), format, textsOf('en')))
    characters += part.length
  expect(characters).toBeGreaterThan(1_000_000)
}

/** The kinds of reports that are read from sums. */
function requests() {
  const at = Temporal.Instant.fromEpochMilliseconds(systemClock()).toZonedDateTimeISO('UTC').toPlainDate()
  return (['daily', 'weekly', 'monthly'] as const).flatMap((kind) =>
    ['UTC', 'Asia/Kathmandu', 'Australia/Lord_Howe'].map((timeZone) => ({
      kind,
      timeZone,
      range: rangeOfDates(`${at.subtract({ days: 40 })}`, `${at}`, timeZone),
      by: kind === 'weekly' ? ('model' as const) : undefined,
    })),
  )
}

async function readReports(ledger: LedgerStore): Promise<void> {
  for (const request of requests()) await readUseRows(ledger, request)
}

async function expectPlainSums(ledger: LedgerStore): Promise<void> {
  const entries: Entry[] = []
  for await (const page of entryPages(ledger, everything)) entries.push(...page)
  for (const request of requests())
    expect(shownTable(await readUseRows(ledger, request))).toEqual(plainTable(entries, request))
}
