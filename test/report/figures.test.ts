import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/ledger/entry.ts'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import { bookedSubject } from '../../src/ledger/subject.ts'
import { dimensions } from '../../src/report/dimensions.ts'
import { type DepthUse, readUseDetails } from '../../src/report/read-use-details.ts'
import { readUseRows } from '../../src/report/read-use-rows.ts'
import { rangeOfDates } from '../../src/report/report-periods.ts'
import { entriesWithin } from '../support/ledger/plain-sums.ts'
import { plainDate, plainTable, shownTable } from '../support/ledger/plain-tables.ts'
import { randomDays, writeRandomBooks } from '../support/ledger/random-books.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'
import { openBooksAt } from '../support/postgres/postgres-books.ts'
import { temporaryDatabase } from '../support/postgres/temporary-database.ts'

/** Offsets of quarters and halves of an hour, and days of 23, 25 and 23.5 hours. */
const zones = [
  'UTC',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Chatham',
] as const

const ranges = fc.record({
  first: fc.integer({ min: 0, max: 40 }),
  length: fc.integer({ min: 0, max: 40 }),
})
const filters = {
  tenant: fc.constantFrom(undefined, 'guild_1'),
  user: fc.constantFrom(undefined, undefined, '7'),
}

function rangeIn(timeZone: string, { first, length }: { first: number; length: number }) {
  const begin = Temporal.PlainDate.from(randomDays.first).add({ days: first })
  return rangeOfDates(`${begin}`, `${begin.add({ days: length })}`, timeZone)
}

/** By whose clocks the periods of a subject are. */
const clocks = [
  ['bot', 'UTC'],
  ['guild_1', 'Australia/Lord_Howe'],
  ['user_7', 'America/New_York'],
  ['user_8', 'Asia/Kathmandu'],
] as const

async function moveClocks(ledger: LedgerStore): Promise<void> {
  const atMs = Date.UTC(2026, 0)
  for (const [name, timeZone] of clocks)
    await ledger.setTimeZone({ subject: bookedSubject(name), timeZone, by: 'owner', role: 'owner', atMs })
}

/** When the hour began, as clocks show it that are changed by whole hours. */
function plainHour(atMs: number, timeZone: string): string {
  const minute = Number(new Intl.DateTimeFormat('en', { timeZone, minute: 'numeric' }).format(atMs))
  return String(atMs - (atMs % 60_000) - minute * 60_000)
}

const nameOf = {
  hour: plainHour,
  day: plainDate,
  month: (atMs: number, timeZone: string) => plainDate(atMs, timeZone).slice(0, 7),
}

function plainSeries(entries: readonly Entry[], name: (atMs: number) => string): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { heldAtMs, amountNanoUsd } of entries)
    sums.set(name(heldAtMs), (sums.get(name(heldAtMs)) ?? 0n) + amountNanoUsd)
  return new Map([...sums].filter(([, sum]) => sum !== 0n))
}

function plainDepths(entries: readonly Entry[]): ReadonlyMap<string, Omit<DepthUse, 'depth'>> {
  const ofRuns = entries.filter(({ workflow, depth }) => workflow && depth)
  return new Map(
    [...Map.groupBy(ofRuns, ({ depth }) => `${depth}`)].map(([depth, group]) => {
      const runs = [...Map.groupBy(group, ({ workflow }) => workflow).values()]
      const costs = runs.map((run) => run.reduce((sum, { amountNanoUsd }) => sum + amountNanoUsd, 0n))
      const sorted = costs.toSorted((a, b) => Number(a - b))
      const noMoreThan = (cost: bigint) => costs.filter((other) => other <= cost).length
      const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1)
      return [
        depth,
        {
          runs: runs.length,
          usualNanoUsd: roundedMean(costs),
          medianNanoUsd: roundedMean(middle),
          p90NanoUsd: sorted.find((cost) => noMoreThan(cost) * 10 >= costs.length * 9) ?? -1n,
        },
      ]
    }),
  )
}

function roundedMean(amounts: readonly bigint[]): bigint {
  const total = amounts.reduce((sum, amount) => sum + amount, 0n)
  const count = BigInt(amounts.length)
  return total / count + (2n * (total % count) >= count ? 1n : 0n)
}

describe.each([
  ['SQLite', async () => openLedgerAt(temporaryPath()), 120],
  ['Postgres', async () => openBooksAt(await temporaryDatabase()), 40],
] as const)('every figure of a report on %s', (_store, openLedger, numRuns) => {
  it.each([1, 2])('is what a plain sum of the entries is (books %d)', async (seed) => {
    const ledger = await openLedger()
    await moveClocks(ledger)
    const entries = await writeRandomBooks(ledger, seed)

    const requests = fc.record({
      kind: fc.constantFrom('daily', 'weekly', 'monthly', 'workflow', 'conversation', 'summary'),
      timeZone: fc.constantFrom(...zones),
      by: fc.option(fc.constantFrom(...dimensions), { nil: undefined }),
      parts: fc.option(fc.constantFrom(...dimensions), { nil: undefined }),
      ...filters,
    })
    await fc.assert(
      fc.asyncProperty(requests, ranges, async (request, dates) => {
        const asked = { ...request, range: rangeIn(request.timeZone, dates) }
        const table = await readUseRows(ledger, asked)
        expect(shownTable(table)).toEqual(plainTable(entries, asked))
        const starts = table.rows.map(({ fromMs }) => fromMs)
        expect(starts).toEqual(starts.toSorted((a, b) => a - b))
      }),
      { numRuns },
    )

    const series = fc.record({
      clock: fc.constantFrom(...clocks),
      period: fc.constantFrom('hour', 'day', 'month'),
    })
    await fc.assert(
      fc.asyncProperty(series, ranges, async ({ clock: [name, timeZone], period }, dates) => {
        // What an hour is where clocks are changed by half of one is for the calendar to say.
        fc.pre(period !== 'hour' || timeZone !== 'Australia/Lord_Howe')
        const subject = bookedSubject(name)
        // A period is told as a whole.
        const range =
          period === 'month' ? rangeOfDates('2026-02-01', '2026-04-30', timeZone) : rangeIn(timeZone, dates)
        const points = await ledger.series({ ...range, subject, period })
        const filter = {
          ...(name.startsWith('user_') ? { user: name.slice(5) } : name !== 'bot' && { tenant: name }),
        }
        const named = (atMs: number) => nameOf[period](atMs, timeZone)
        const told = new Map(points.map(({ startMs, spentNanoUsd }) => [named(startMs), spentNanoUsd]))
        expect(told).toEqual(plainSeries(entriesWithin(entries, range, filter), named))
      }),
      { numRuns },
    )

    await fc.assert(
      fc.asyncProperty(fc.record(filters), fc.constantFrom(...zones), ranges, async (filter, zone, dates) => {
        const range = rangeIn(zone, dates)
        const within = entriesWithin(entries, range, filter)
        const { depths, tokens } = await readUseDetails(ledger, range, filter)
        expect(new Map(depths.map(({ depth, ...use }) => [depth, use]))).toEqual(plainDepths(within))
        const paid = within.filter(({ provider }) => provider !== 'local')
        const count = (of: (entry: Entry) => number | undefined) =>
          paid.reduce((sum, entry) => sum + (entry.kind === 'reversal' ? -1 : 1) * (of(entry) ?? 0), 0)
        const { system, source, instruction, unknown, answer, reasoning } = tokens
        expect(system + source + instruction + unknown).toBe(count(({ usage }) => usage.inputTokens?.total))
        expect(answer + reasoning).toBe(count(({ usage }) => usage.outputTokens?.total))
      }),
      { numRuns: numRuns / 2 },
    )
  })
})
