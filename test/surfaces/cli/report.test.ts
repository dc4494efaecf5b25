import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RecordRequest } from '../../../src/ledger/requests.ts'
import { usDollar } from '../../../src/money/display-currency.ts'
import { useRowKinds } from '../../../src/report/read-use-rows.ts'
import { printLiveReport } from '../../../src/surfaces/cli/print-use-table.ts'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { spend } from '../../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../../support/ledger/temporary-books.ts'
import { HandDrivenTimers } from '../../support/time/hand-driven-timers.ts'

/** 08:30 of a Sunday on which clocks went back in New York at 06:00 UTC. */
const nowMs = Date.UTC(2026, 10, 1, 13, 30)
const kinds = useRowKinds.filter((kind) => kind !== 'summary')

type Spent = readonly [atIso: string, usd: string, more?: Partial<RecordRequest>]

const call = (model: string) =>
  ({ provider: 'compatible', model, operation: 'generate', priceVersion: '1' }) as const
const usage = { inputTokens: { total: 12_000, cacheRead: 4_000 }, outputTokens: { total: 900 } }

/** A command line at {@link nowMs} whose books have this, booked before it started. */
async function openBooks(...spent: readonly Spent[]) {
  const line = openCommandLine({ settings: {}, now: () => nowMs })
  await line.run('report')
  const ledger = await openLedgerAt(join(line.folder, 'data', 'autointel.db'))
  for (const [at, usd, more] of spent)
    await spend(ledger, usd, { atMs: Date.parse(at), usage, call: call('plain'), ...more })
  await ledger.close()
  return line
}

const week: readonly Spent[] = [
  ['2026-10-26T10:00:00Z', '0.25', { call: call('第一模型') }],
  [
    '2026-10-27T10:00:00Z',
    '1.50',
    { call: call('модель-один'), attribution: { tenant: 'cli', workflow: 'wf_2', conversation: 'wf_1' } },
  ],
  [
    '2026-10-27T23:59:59Z',
    '0.0625',
    { call: call('🚀🚀 rocket'), attribution: { tenant: 'guild_1', user: '7' } },
  ],
  ['2026-10-31T10:00:00Z', '0.01', { call: call('=cmd|"x", \u200fשלום\u202e'), provenance: 'estimated' }],
  ['2026-11-01T13:10:00Z', '0.002'],
]

/** The last column of the table in a text, without its head. */
function costsIn(text: string): readonly (string | undefined)[] {
  const [, table = ''] = text.trimEnd().split('\n\n')
  return table
    .split('\n')
    .slice(1)
    .map((row) => row.split(' ').at(-1))
}

const money = (usd: number) => `$${usd.toFixed(4)}`

describe('a report with rows', () => {
  it('takes the same options in every kind, and has the same rows in a table, JSON, JSON Lines and CSV', async () => {
    const line = await openBooks(...week)
    const options = ['--since', '2026-10-01', '--until', '2026-11-01', '--tz', 'Asia/Kathmandu']
    for (const kind of kinds) {
      const flags = ['report', kind, ...options, '--by', 'member', '--breakdown']
      const text = await line.run(...flags, '--compact')
      const json = await line.run(...flags, '--json')
      const csv = await line.run(...flags, '--csv')

      const { rows, totals, ...about } = JSON.parse(json.stdout)
      expect([text.code, json.code, csv.code]).toEqual([0, 0, 0])
      expect([about.report, totals.cost_usd]).toEqual([kind, 1.8245])
      const told = rows.flatMap((row: { breakdown: object[] }) => [row, ...row.breakdown])
      expect(costsIn(text.stdout)).toEqual([...told, totals].map(({ cost_usd: usd }) => money(usd)))
      expect(csv.stdout.trim().split('\r\n')).toHaveLength(told.length + 1)
    }
  })

  it('counts by the clocks it is told, in any kind of row', async () => {
    const line = await openBooks(['2026-11-01T05:30:00Z', '0.10'], ['2026-11-01T06:30:00Z', '0.20'])
    const daysIn = async (zone: string) => {
      const { stdout } = await line.run('report', 'daily', '--tz', zone, '--json')
      return JSON.parse(stdout).rows.map(({ name, cost_usd: usd }: Record<string, unknown>) => [name, usd])
    }

    // Clocks show 01:30 twice.
    expect(await daysIn('America/New_York')).toEqual([['2026-11-01', 0.3]])
    expect(await daysIn('America/Los_Angeles')).toEqual([['2026-10-31', 0.3]])
    expect(await daysIn('America/Caracas')).toEqual([['2026-11-01', 0.3]])
    expect(await daysIn('America/Noronha')).toEqual([['2026-11-01', 0.3]])
    expect(await daysIn('Pacific/Marquesas')).toEqual([['2026-10-31', 0.3]])
    expect(await daysIn('Pacific/Kiritimati')).toEqual([['2026-11-01', 0.3]])
  })

  it('draws a line over time, of days without spend too', async () => {
    const line = await openBooks(...week)

    const { stdout } = await line.run('report', 'daily', '--since', '2026-10-26')

    const [, , chart = ''] = stdout.trimEnd().split('\n\n')
    expect(chart.split('\n')).toHaveLength(10)
    expect(chart).toContain('$1.5625 ┼')
    expect(chart.split('\n').at(-1)?.trim()).toMatch(/^2026-10-26 +2026-11-01$/)
    expect(chart).toContain('╭')
    expect((await line.run('report', 'daily', '--compact')).stdout).not.toContain('┤')
  })

  it.each(['1000000', '99999.5', '0.01'])(
    'draws the line straight under amounts of any length: %s',
    async (usd) => {
      const line = await openBooks(...week, ['2026-10-31T10:00:00Z', usd])

      const { stdout } = await line.run('report', 'daily', '--since', '2026-10-26')

      const rows = stdout.trimEnd().split('\n\n').at(-1)?.split('\n').slice(0, -1) ?? []
      expect(rows).toHaveLength(9)
      expect(new Set(rows.map((row) => row.search(/[┤┼]/))).size).toBe(1)
    },
  )

  it('has days to the last that has four digits', async () => {
    const line = await openBooks()

    const { code, stdout } = await line.run('report', 'daily', '--until', '9999-12-31', '--json')

    expect([code, JSON.parse(stdout).to]).toEqual([0, '9999-12-31T23:59:59.999Z'])
  })

  it('says so where nothing was spent, in every kind', async () => {
    const line = await openBooks()
    for (const kind of [...kinds, 'live']) {
      expect((await line.run('report', kind)).stdout).toContain('Nothing was spent.')
      expect(JSON.parse((await line.run('report', kind, '--json')).stdout).rows).toEqual([])
    }
  })

  it('leaves out what lies under later days, and says that there is some', async () => {
    const line = await openBooks(['2026-10-31T10:00:00Z', '0.10'], ['2027-10-31T10:00:00Z', '0.20'])

    const today = await line.run('report', 'daily', '--json')
    const later = await line.run('report', 'monthly', '--until', '2027-12-31', '--json')

    expect(JSON.parse(today.stdout).totals.cost_usd).toBe(0.1)
    expect(today.stderr).toContain('--until shows them')
    expect(JSON.parse(later.stdout).totals.cost_usd).toBe(0.2)
    expect(later.stderr).toBe('')
  })

  it('is wrong usage with dates, zones and names that are none, and with options that exclude each other', async () => {
    const line = openCommandLine({ settings: {}, now: () => nowMs })
    const wrong = {
      '--since 2026-11-02 --until 2026-11-01': '--since 2026-11-02 is after --until 2026-11-01.',
      '--since 2026-12-01': 'is after',
      '--since 2026-02-30': 'Expected a day',
      '--since yesterday': 'Expected a day',
      '--since 1990-01-01': 'days at most',
      '--tz Mars/Olympus': 'Expected an IANA time zone',
      '--by colour': 'Expected one of operation, task',
      '--days 3 --since 2026-10-01': 'cannot be used with',
      '--csv --json': 'cannot be used with',
    }
    for (const [flags, says] of Object.entries(wrong)) {
      const { code, stdout, stderr } = await line.run('report', 'daily', ...flags.split(' '))
      expect([flags, code, stdout]).toEqual([flags, 2, ''])
      expect(stderr).toContain(says)
    }
  })
})

describe('a summary', () => {
  it('of dates has the figures of those alone, also by other clocks', async () => {
    const line = await openBooks(...week)
    const totalOf = async (...flags: readonly string[]) =>
      JSON.parse((await line.run('report', '--json', ...flags)).stdout).total_cost

    expect(await totalOf('--since', '20261027', '--until', '2026-10-27')).toBe(1.5625)
    expect(await totalOf('--since', '2026-10-27', '--until', '2026-10-27', '--tz', 'Asia/Tokyo')).toBe(1.5)
    expect(await totalOf('--days', '1')).toBe(0.002)
    const text = await line.run(
      'report',
      '--since',
      '2026-10-27',
      '--until',
      '2026-10-28',
      '--tz',
      'Asia/Tokyo',
    )
    expect(text.stdout).toMatch(/2026-10-27 {2}\$1\.5000[^\n]*\n {2}2026-10-28 {2}\$0\.0625/)
  })

  it('by something is a table of that, dearest first', async () => {
    const line = await openBooks(...week)

    const { stdout } = await line.run('report', '--by', 'tenant', '--json')

    expect(JSON.parse(stdout).rows).toMatchObject([
      { name: 'total', group: 'cli', cost_usd: 1.5 },
      { name: 'total', group: 'guild_1', cost_usd: 0.3245 },
    ])
  })
})

describe('what runs cost', () => {
  it('stands below a summary by depth, and in the details of one', async () => {
    const run = (workflow: string) => ({ attribution: { tenant: 'cli', workflow, depth: 'quick' } as const })
    const line = await openBooks(
      ['2026-11-01T10:00:00Z', '0.10', run('wf_1')],
      ['2026-11-01T11:00:00Z', '0.20', run('wf_2')],
    )
    const depths = [{ depth: 'quick', runs: 2, usual_usd: 0.15, limit_usd: 0.5, p90_percent_of_limit: 40 }]

    const byDepth = await line.run('report', '--by', 'depth')
    const byDepthJson = await line.run('report', '--by', 'depth', '--json')
    const detailed = await line.run('report', '--breakdown')
    const detailedJson = await line.run('report', '--breakdown', '--json')

    expect(byDepth.stdout).toMatch(/quick +2 +\$0\.1500 +\$0\.1500 +\$0\.2000 +\$0\.50 +30\.0 % +40\.0 %/)
    expect(JSON.parse(byDepthJson.stdout)).toMatchObject({ depths })
    expect(detailed.stdout).toMatch(/Tokens by role\n {2}other input +24,000 +93\.0 %/)
    expect(JSON.parse(detailedJson.stdout)).toMatchObject({ total_cost: 0.3, details: { depths } })
  })
})

describe('a summary of many models', () => {
  it.each([
    [21, 21, undefined],
    [22, 20, '2 others (see --breakdown)'],
    [100, 20, '80 others (see --breakdown)'],
  ])('of %i names %i, and the rest as one', async (models, named, others) => {
    const line = await openBooks(
      ...Array.from(
        { length: models },
        (_, index): Spent => ['2026-10-31T10:00:00Z', `0.${index + 100}`, { call: call(`model-${index}`) }],
      ),
    )
    const rowsOf = async (...flags: string[]) => {
      const { stdout } = await line.run('report', ...flags)
      const [, part = ''] = /By model\n([\s\S]*?)\n\n/.exec(stdout) ?? []
      return part.split('\n').map((row) => row.trim().split(/ {2,}/))
    }
    const sumOf = (rows: string[][]) => rows.reduce((sum, [, cost = '']) => sum + Number(cost.slice(1)), 0)
    const [shown, whole] = [await rowsOf(), await rowsOf('--breakdown')]

    expect(shown.filter(([name = '']) => name.startsWith('compatible:model-'))).toHaveLength(named)
    expect(shown[named]?.[0]).toBe(others)
    expect(whole).toHaveLength(models)
    expect(sumOf(shown)).toBeCloseTo(sumOf(whole), 9)
    const calls = shown.map(([, , , count = '']) => Number.parseInt(count, 10))
    expect(calls.reduce((sum, count) => sum + count, 0)).toBe(models)
  })
})

describe('a live report', () => {
  it('shows the hour, the day and the month that run', async () => {
    const line = await openBooks(...week, ['2026-11-01T12:59:59Z', '0.10'])

    const { stdout } = await line.run('report', 'live', '--json')

    expect(JSON.parse(stdout)).toMatchObject({
      report: 'live',
      rows: [
        { name: 'hour', cost_usd: 0.002 },
        { name: 'day', cost_usd: 0.102 },
        { name: 'month', cost_usd: 0.102 },
      ],
    })
  })

  it('of days that are named has a row like any other report, and adds it up once', async () => {
    const line = await openBooks(...week)

    const { stdout } = await line.run(
      'report',
      'live',
      '--since',
      '2026-10-26',
      '--until',
      '2026-10-27',
      '--json',
    )

    const { rows, totals } = JSON.parse(stdout)
    expect(rows).toMatchObject([{ name: 'total', from: '2026-10-26T00:00:00.000Z', cost_usd: 1.8125 }])
    expect(totals).toMatchObject({ cost_usd: 1.8125, calls: 3 })
  })

  it('is drawn anew as money is spent, until it is told to stop', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    const timers = new HandDrivenTimers()
    const stop = new AbortController()
    const screens: string[] = []
    const output = {
      data: () => undefined,
      info: () => undefined,
      isInteractive: true,
      width: 80,
      redraw: (screen: string) => {
        screens.push(screen)
      },
    }
    const config = { displayCurrency: usDollar }
    const watching = printLiveReport(
      { timeZone: 'UTC' },
      {},
      { ledger, config, now: () => nowMs, timers },
      output,
      stop.signal,
    )
    await timers.asked(2_000)
    await spend(ledger, '0.75', { atMs: nowMs })
    await timers.pass(2_000)
    await timers.asked(2_000, 2)
    stop.abort()
    await watching

    expect(screens[0]).toContain('Nothing was spent.')
    expect(screens.at(-1)).toMatch(/hour +1 .*\$0\.7500/)
  })
})
