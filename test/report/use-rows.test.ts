import { describe, expect, it } from 'vitest'
import { readUseRows } from '../../src/report/read-use-rows.ts'
import { periodsIn, rangeOfDates } from '../../src/report/report-periods.ts'
import { spend, usd } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

const openLedger = () => openLedgerAt(temporaryPath())

describe('the rows of a report', () => {
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
