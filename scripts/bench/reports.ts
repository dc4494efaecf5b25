import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import { serverSubject } from '../../src/ledger/subject.ts'
import { entryPages } from '../../src/ledger/walk-entries.ts'
import { entriesDocument } from '../../src/locales/entries-document.ts'
import { textsOf } from '../../src/locales/i18n.ts'
import { duration, type Measurement, median, timeMs } from './measure.ts'
import { inFolder, openBenchLedger, recordRequest } from './stores.ts'

const dayMs = 86_400_000
const repetitions = 15
const server = serverSubject('1')

interface ReportTimes {
  readonly entries: number
  readonly summaryMs: number
  readonly statusMs: number
  readonly seriesMs: number
  readonly scanMs: number
  readonly exportMs: number
  readonly selectMs: number
  /** The most that an export has on the heap beyond what was there before, in bytes. */
  readonly exportBytes: number
}

/** What reports take at growing numbers of entries, against the smallest number and against a scan of the entries. */
export async function benchReports(sizes: readonly number[]): Promise<readonly Measurement[]> {
  const times: ReportTimes[] = []
  for (const entries of sizes) {
    console.error(`  filling a ledger with ${entries.toLocaleString('en')} entries …`)
    times.push(await timesAt(entries))
  }
  const [smallest] = times
  const largest = times.at(-1)
  if (!smallest || !largest) return []
  const growth = (name: string, of: (at: ReportTimes) => number): Measurement => ({
    name: `${name} at ${times.map(({ entries }) => entries.toLocaleString('en')).join(', ')} entries`,
    floor: `at ${smallest.entries.toLocaleString('en')}, ${duration(of(smallest))}`,
    measured: times.map((at) => duration(of(at))).join(', '),
    ratio: of(largest) / of(smallest),
    aim: 'at most 2',
  })
  return [
    growth('30-day summary', ({ summaryMs }) => summaryMs),
    growth('budget status', ({ statusMs }) => statusMs),
    growth('30-day series', ({ seriesMs }) => seriesMs),
    {
      name: `scan of ${largest.entries.toLocaleString('en')} entries`,
      floor: `30-day summary, ${duration(largest.summaryMs)}`,
      measured: duration(largest.scanMs),
      ratio: largest.scanMs / largest.summaryMs,
      aim: 'at least 100 at 1,000,000',
    },
    {
      name: `export of ${largest.entries.toLocaleString('en')} entries as CSV`,
      floor: `select of them, ${duration(largest.selectMs)}`,
      measured: duration(largest.exportMs),
      ratio: largest.exportMs / largest.selectMs,
      aim: 'at most 4',
    },
    {
      name: `memory of an export of ${times.map(({ entries }) => entries.toLocaleString('en')).join(', ')} entries`,
      floor: `at ${smallest.entries.toLocaleString('en')}, ${megabytes(smallest.exportBytes)}`,
      measured: times.map((at) => megabytes(at.exportBytes)).join(', '),
      ratio: largest.exportBytes / smallest.exportBytes,
      aim: 'at most 2',
    },
  ]
}

async function timesAt(entries: number): Promise<ReportTimes> {
  return inFolder(async (folder) => {
    const file = join(folder, 'ledger.db')
    const ledger = await openBenchLedger(file)
    // The end of a UTC day, so that every size is asked for the same whole days.
    const endMs = Math.ceil(Date.now() / dayMs) * dayMs
    await fill(ledger, entries, endMs)
    const range = { fromMs: endMs - 30 * dayMs, toMs: endMs }
    const filter = { tenant: server.name }
    const times = {
      entries,
      summaryMs: await repeated(() => ledger.summary(range, filter)),
      statusMs: await repeated(() => ledger.budgetStatus(server, endMs - 1)),
      seriesMs: await repeated(() => ledger.series({ ...range, subject: server, period: 'day' })),
      scanMs: await scanMs(file, range.fromMs),
      selectMs: await selectMs(file),
      ...(await exportAll(ledger)),
    }
    await ledger.close()
    return times
  })
}

async function fill(ledger: LedgerStore, count: number, endMs: number): Promise<void> {
  const batch = 512
  for (let start = 0; start < count; start += batch) {
    const size = Math.min(batch, count - start)
    await Promise.all(
      Array.from({ length: size }, (_, offset) => ledger.record(recordRequest(start + offset, count, endMs))),
    )
  }
}

/** The same summary without roll-ups: every entry of the range read and summed by SQLite. */
async function scanMs(file: string, fromMs: number): Promise<number> {
  const database = new Database(file, { readonly: true })
  const scan = database.prepare(
    `select task, provider, model, operation, depth, sum(amount_nano_usd), sum(calls),
            sum(json_extract(usage, '$.inputTokens.total')), sum(json_extract(usage, '$.outputTokens.total'))
     from entries where tenant = 'guild_1' and held_at_ms >= ? group by task, provider, model, operation, depth`,
  )
  const times = [
    await timeMs(() => scan.all(fromMs)),
    await timeMs(() => scan.all(fromMs)),
    await timeMs(() => scan.all(fromMs)),
  ]
  database.close()
  return median(times)
}

/** Every column of every entry read in the order of an export, and nothing made of it. */
async function selectMs(file: string): Promise<number> {
  const database = new Database(file, { readonly: true })
  const select = database.prepare('select * from entries order by held_at_ms, sequence').raw()
  const all = () => {
    let rows = 0
    for (const _row of select.iterate()) rows += 1
    return rows
  }
  const times = [await timeMs(all), await timeMs(all), await timeMs(all)]
  database.close()
  return median(times)
}

async function exportAll(ledger: LedgerStore): Promise<Pick<ReportTimes, 'exportMs' | 'exportBytes'>> {
  global.gc?.()
  const before = process.memoryUsage().heapUsed
  let most = before
  const exportMs = await timeMs(async () => {
    const pages = entryPages(ledger, { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER })
    for await (const _part of entriesDocument(pages, 'csv', textsOf('en')))
      most = Math.max(most, process.memoryUsage().heapUsed)
  })
  return { exportMs, exportBytes: most - before }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`
}

async function repeated(work: () => Promise<unknown>): Promise<number> {
  await work()
  const times: number[] = []
  for (let repetition = 0; repetition < repetitions; repetition++) times.push(await timeMs(work))
  return median(times)
}
