import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { textsOf } from '../../src/locales/i18n.ts'
import { useTableDocument } from '../../src/locales/use-table-document.ts'
import { usDollar } from '../../src/money/display-currency.ts'
import { dimensions } from '../../src/report/dimensions.ts'
import { readUseRows, useRowKinds } from '../../src/report/read-use-rows.ts'
import { rangeOfDates } from '../../src/report/report-periods.ts'
import { useTableText } from '../../src/surfaces/cli/use-table-text.ts'
import { useTableForm } from '../../src/wire/use-table.ts'
import { spend } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

const models = [
  '第一模型',
  'модель-один',
  '🚀👩‍🚀 rocket',
  '=cmd|"x",\n\u200fשלום\u202e',
  '@sum',
  '-1',
  'a|b',
  'tab\there',
]
const range = rangeOfDates('2026-06-17', '2026-06-30', 'UTC')

async function openBooks() {
  const ledger = await openLedgerAt(temporaryPath())
  for (const [index, model] of models.entries())
    await spend(ledger, `${index}.000000001`, {
      atMs: range.fromMs + index * 43_200_000,
      attribution: { tenant: 'cli', user: `${index % 3}`, workflow: `wf_${index % 2}`, task: 'analysis' },
      call: { provider: 'compatible', model, operation: 'generate', priceVersion: '1' },
      usage: {
        inputTokens: { total: 1_000_000 * index, cacheRead: 7 },
        outputTokens: { total: 8, reasoning: 1 },
      },
    })
  return ledger
}

const tablesOf = (text: string) => text.split('\n\n')[1]?.split('\n') ?? []

describe('the documents of a report', () => {
  it('have the rows of its table, of every kind and split', async () => {
    const ledger = await openBooks()
    const texts = textsOf('en')
    for (const kind of useRowKinds)
      for (const by of [undefined, ...dimensions]) {
        const use = await readUseRows(ledger, { kind, by, parts: 'model', range, timeZone: 'UTC' })
        const json = JSON.parse(useTableDocument(use, 'json', texts))
        const lines = useTableDocument(use, 'jsonl', texts).split('\n')
        const table = tablesOf(useTableText(use, { width: 200, compact: false, currency: usDollar }))

        expect(useTableForm.parse(json).rows).toHaveLength(use.rows.length)
        expect(lines.map((line) => JSON.parse(line))).toEqual(json.rows)
        const told = json.rows.flatMap((row: { breakdown: object[] }) => [row, ...row.breakdown])
        expect(table.slice(1).map((row) => row.split(' ').at(-1))).toEqual(
          [...told, json.totals].map(({ cost_usd: usd }) => `$${usd.toFixed(4)}`),
        )
        expect(useTableDocument(use, 'markdown', texts).split('\n')).toHaveLength(told.length + 3)
      }
  })

  it('give no cell of a spreadsheet a formula, and every cost to the last digit', async () => {
    const use = await readUseRows(await openBooks(), { kind: 'daily', by: 'model', range, timeZone: 'UTC' })

    const csv = useTableDocument(use, 'csv', textsOf('en'))

    expect(csv).toContain(',2.000000001,')
    expect(csv.split('\r\n').filter((line) => /(^|,)"?[=+@\t\r-]/.test(line))).toEqual([])
  })
})

describe('the table of a report on a terminal', () => {
  it.each([30, 40, 60, 80, 120, 200])(
    'is no wider than %d columns, and its figures stand below each other',
    async (width) => {
      const ledger = await openBooks()
      for (const by of [undefined, 'model', 'member'] as const) {
        const use = await readUseRows(ledger, {
          kind: 'workflow',
          by,
          parts: 'model',
          range,
          timeZone: 'UTC',
        })

        const widths = tablesOf(useTableText(use, { width, compact: false, currency: usDollar })).map((row) =>
          stringWidth(row),
        )

        expect(new Set(widths).size).toBe(1)
        expect(widths[0]).toBeLessThanOrEqual(width)
      }
    },
  )

  it('has names, calls, tokens and cost alone where it is compact', async () => {
    const use = await readUseRows(await openBooks(), { kind: 'daily', range, timeZone: 'UTC' })

    const [head] = tablesOf(useTableText(use, { width: 200, compact: true, currency: usDollar }))

    expect(head?.trim().split(/ {2,}/)).toEqual(['Day', 'Calls', 'Tokens', 'Cost'])
  })
})
