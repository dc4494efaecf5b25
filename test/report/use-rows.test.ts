import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/ledger/entry.ts'
import { noTotals, subtractTotals, type Totals } from '../../src/ledger/summary.ts'
import { dimensions, nameIn } from '../../src/report/dimensions.ts'
import { readUseRows, type UseRowsRequest, type UseTable } from '../../src/report/read-use-rows.ts'
import { periodsIn, rangeOfDates } from '../../src/report/report-periods.ts'
import { plainTotals } from '../support/ledger/plain-sums.ts'
import { correctionOf, recorded, recordOf, spend, usd } from '../support/ledger/requests.ts'
import { createSeededRandom } from '../support/ledger/seeded-random.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

/** Offsets of quarters and halves of an hour, and days of 23, 25 and 23.5 hours. */
const zones = [
  'UTC',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Chatham',
]
const days = { first: '2026-03-01', last: '2026-04-10' }
const openLedger = () => openLedgerAt(temporaryPath())

/** What clocks show, by another way than the product's. */
function plainDate(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(atMs)
}

function plainMonday(date: string): string {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  return day.toISOString().slice(0, 10)
}

const plainName: Record<UseRowsRequest['kind'], (entry: Entry, timeZone: string) => string> = {
  daily: ({ heldAtMs }, timeZone) => plainDate(heldAtMs, timeZone),
  weekly: ({ heldAtMs }, timeZone) => plainMonday(plainDate(heldAtMs, timeZone)),
  monthly: ({ heldAtMs }, timeZone) => plainDate(heldAtMs, timeZone).slice(0, 7),
  workflow: ({ workflow }) => workflow ?? 'none',
  conversation: ({ conversation, workflow }) => conversation ?? workflow ?? 'none',
  summary: () => 'total',
}

function plainUse(entries: readonly Entry[]) {
  const local = plainTotals(entries.filter(({ provider }) => provider === 'local'))
  return { totals: subtractTotals(plainTotals(entries), local), local }
}

/** Every row, every part and the total as the entries say, one by one. */
function plainTable(
  entries: readonly Entry[],
  { kind, range, timeZone, by, parts, tenant, user }: UseRowsRequest,
) {
  const within = entries.filter(
    (entry) =>
      range.fromMs <= entry.heldAtMs &&
      entry.heldAtMs < range.toMs &&
      (tenant === undefined || entry.tenant === tenant) &&
      (user === undefined || entry.user === user),
  )
  const keyOf = (entry: Entry) =>
    JSON.stringify([plainName[kind](entry, timeZone), by === undefined ? undefined : nameIn(by, entry)])
  const groups = Map.groupBy(within, keyOf)
  const rows = [...groups].map(
    ([key, group]) =>
      [
        key,
        {
          ...plainUse(group),
          parts:
            parts === undefined
              ? {}
              : Object.fromEntries(
                  [...Map.groupBy(group, (entry) => nameIn(parts, entry))].map(([name, part]) => [
                    name,
                    plainUse(part),
                  ]),
                ),
        },
      ] as const,
  )
  return {
    rows: Object.fromEntries(rows.filter(([, { totals, local }]) => !isNothing(totals) || !isNothing(local))),
    all: plainUse(within),
  }
}

function isNothing(totals: Totals): boolean {
  return (
    JSON.stringify(Object.values(totals).map(String)) === JSON.stringify(Object.values(noTotals).map(String))
  )
}

function shown({ rows, all }: UseTable) {
  return {
    all,
    rows: Object.fromEntries(
      rows.map(({ name, group, totals, local, parts }) => [
        JSON.stringify([name, group]),
        { totals, local, parts: Object.fromEntries(parts.map(({ name: part, ...use }) => [part, use])) },
      ]),
    ),
  }
}

/** Entries at any moment of the days and around them, many at the ends of hours and days of the zones. */
async function writeRandomBooks(seed: number) {
  const ledger = await openLedger()
  const random = createSeededRandom(seed)
  const { fromMs, toMs } = rangeOfDates('2026-02-27', '2026-04-12', 'UTC')
  const entries: Entry[] = []
  for (let index = 0; index < 160; index += 1) {
    const edge = random.whole(3) > 0 ? 900_000 : 1
    const atMs = fromMs + Math.floor(random.whole(toMs - fromMs) / edge) * edge - random.whole(2)
    const workflow = random.pick([undefined, 'wf_1', 'wf_2', 'wf_3'])
    const { entry } = await recorded(
      ledger,
      recordOf('0', {
        atMs,
        amountNanoUsd: BigInt(random.whole(900_000_000)),
        provenance: random.pick(['reported', 'computed', 'estimated', 'unresolved']),
        attribution: {
          tenant: random.pick(['guild_1', 'cli']),
          user: random.pick([undefined, '7', '8']),
          workflow,
          task: random.pick([undefined, 'analysis', 'verification']),
          depth: random.pick([undefined, 'quick', 'deep']),
          conversation: random.pick([undefined, 'wf_1']),
          sourceKind: random.pick([undefined, 'pdf', 'article']),
        },
        call: {
          provider: random.pick(['openai', 'local']),
          model: random.pick(['small', 'large']),
          operation: random.pick(['generate', 'embed']),
          priceVersion: random.pick(['1', '2']),
        },
        usage: {
          inputTokens: { total: random.whole(999), cacheRead: 5 },
          outputTokens: { total: random.whole(99) },
        },
      }),
    )
    entries.push(entry)
    if (random.whole(6) === 0) await ledger.correct(correctionOf(entry.id, '0.01', { atMs: atMs + 1 }))
  }
  const all = await ledger.entriesIn({ fromMs: 0, toMs: Date.UTC(2100, 0) }, { limit: 10_000 })
  expect(all.entries.length).toBeGreaterThan(entries.length)
  return { ledger, entries: all.entries }
}

const requests = fc.record({
  kind: fc.constantFrom('daily', 'weekly', 'monthly', 'workflow', 'conversation', 'summary'),
  timeZone: fc.constantFrom(...zones),
  by: fc.option(fc.constantFrom(...dimensions), { nil: undefined }),
  parts: fc.option(fc.constantFrom(...dimensions), { nil: undefined }),
  tenant: fc.constantFrom(undefined, 'guild_1'),
  user: fc.constantFrom(undefined, undefined, '7'),
  first: fc.integer({ min: 0, max: 40 }),
  length: fc.integer({ min: 0, max: 40 }),
})

describe('the rows of a report', () => {
  it.each([1, 2])(
    'are what a plain sum of the entries is, by any clock, split and filter (books %d)',
    async (seed) => {
      const { ledger, entries } = await writeRandomBooks(seed)

      await fc.assert(
        fc.asyncProperty(requests, async ({ first, length, ...request }) => {
          const begin = Temporal.PlainDate.from(days.first).add({ days: first })
          const range = rangeOfDates(`${begin}`, `${begin.add({ days: length })}`, request.timeZone)
          const asked = { ...request, range }
          const table = await readUseRows(ledger, asked)
          expect(shown(table)).toEqual(plainTable(entries, asked))
          expect(table.rows.map(({ fromMs }) => fromMs)).toEqual(
            table.rows.map(({ fromMs }) => fromMs).toSorted((a, b) => a - b),
          )
        }),
        { numRuns: 150 },
      )
    },
  )

  it.each([
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Asia/Kathmandu', '2026-06-17', 24],
  ])('have days of %s as long as they are: %s has %d hours', (timeZone, date, hours) => {
    const range = rangeOfDates(date, date, timeZone)

    expect(periodsIn('daily', range, timeZone)).toEqual([{ name: date, ...range }])
    expect((range.toMs - range.fromMs) / 3_600_000).toBe(hours)
  })

  it('are cut where the range cuts a week or a month, and a skipped day is none', () => {
    const namesOf = (
      ...[kind, first, last, zone]: [Parameters<typeof periodsIn>[0], string, string, string]
    ) => periodsIn(kind, rangeOfDates(first, last, zone), zone).map(({ name }) => name)

    expect(namesOf('weekly', '2026-11-25', '2026-12-01', 'UTC')).toEqual(['2026-11-23', '2026-11-30'])
    expect(namesOf('monthly', '2025-12-31', '2026-02-01', 'UTC')).toEqual(['2025-12', '2026-01', '2026-02'])
    expect(namesOf('daily', '2011-12-29', '2011-12-31', 'Pacific/Apia')).toEqual(['2011-12-29', '2011-12-31'])
  })

  it('are none of empty books, and one of one entry, whatever lies years before and after it', async () => {
    const empty = await openLedger()
    const ledger = await openLedger()
    await spend(ledger, '1.25', { atMs: Date.UTC(2025, 0, 5) })
    await spend(ledger, '7.00', { atMs: Date.UTC(2030, 0, 5) })
    const request = {
      kind: 'monthly',
      timeZone: 'UTC',
      range: rangeOfDates('2024-01-01', '2026-12-31', 'UTC'),
    } as const

    expect((await readUseRows(empty, request)).rows).toEqual([])
    expect((await readUseRows(ledger, request)).rows).toMatchObject([
      { name: '2025-01', totals: { costNanoUsd: usd('1.25'), calls: 1 } },
    ])
  })

  it('hold a hundred models, and names with commas, quotes, newlines, formulas and marks of direction', async () => {
    const ledger = await openLedger()
    const models = [
      ...Array.from({ length: 97 }, (_, index) => `model-${index}`),
      '=1+1,"x"',
      'a\nb',
      '\u202eevil',
    ]
    for (const model of models)
      await spend(ledger, '0.01', {
        call: { provider: 'compatible', model, operation: 'generate', priceVersion: '1' },
      })

    const { rows, all } = await readUseRows(ledger, {
      kind: 'daily',
      by: 'model',
      timeZone: 'UTC',
      range: rangeOfDates('2026-06-17', '2026-06-17', 'UTC'),
    })

    expect(rows.map(({ group }) => group).toSorted()).toEqual(
      models.map((model) => `compatible:${model}`).toSorted(),
    )
    expect(all.totals.costNanoUsd).toBe(usd('1.00'))
  })
})
