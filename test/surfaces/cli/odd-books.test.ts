import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { tasks } from '../../../src/ledger/attribution.ts'
import type { RecordRequest } from '../../../src/ledger/requests.ts'
import { commandLineIn, openCommandLine } from '../../support/cli/command-line.ts'
import { budgetOf, dayMs, spend } from '../../support/ledger/requests.ts'
import { openLedgerAt } from '../../support/ledger/temporary-books.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const program = fileURLToPath(new URL('../../../src/cli.ts', import.meta.url))
const nowMs = Date.parse('2026-06-21T14:20:00Z')

const oddNames = [
  'модель-«Пример», быстрая',
  '第一模型-大型版',
  '👩‍👩‍👧‍👦 семья 🇩🇪',
  'comma, "quote"',
  'two\nlines\r\n\tand a tab',
  '=1+1',
  '\u200f=שלום\u202e',
  '\u001b[31mred\u0007',
]
const aHundredModels = [...oddNames, ...Array.from({ length: 92 }, (_, index) => `model-${index}`)]

type Line = readonly [daysAgo: number, usd: string, more?: Partial<RecordRequest>]

const call = (model: string) =>
  ({ provider: 'compatible', model, operation: 'generate', priceVersion: '1' }) as const

/** What each of these books has, before and after today. */
const books: Readonly<Record<string, readonly Line[]>> = {
  'with nothing': [],
  'with one entry': [[0.1, '0.123456789']],
  'with a gap of a year': [
    [400, '1.5'],
    [399, '1.5'],
    [398, '1.5'],
    [2, '0.25'],
    [1, '0.75'],
  ],
  'with entries of days to come': [
    [3, '0.5'],
    [-1, '2'],
    [-40, '3'],
  ],
  'of a clock that was set back': [
    [5, '0.5'],
    [-0.1, '0.25'],
    [-0.2, '0.25'],
  ],
  'with a hundred models of odd names': aHundredModels.map((model, index) => [
    (index % 40) + 0.01,
    (0.01 * (index + 1)).toFixed(2),
    {
      call: call(model),
      attribution: {
        tenant: index % 3 === 0 ? 'guild_1' : `server ${oddNames[index % oddNames.length]}`,
        user: oddNames[index % oddNames.length],
        workflow: `wf_${index}`,
        task: tasks[index % tasks.length],
        depth: 'deep',
      },
    },
  ]),
}

/** A command line at {@link nowMs} over such books, in which one server has a budget. */
async function openBooks(lines: readonly Line[]) {
  const line = openCommandLine({ settings: {}, now: () => nowMs })
  await line.run('report')
  const ledger = await openLedgerAt(join(line.folder, 'data', 'autointel.db'))
  for (const [daysAgo, usd, more] of lines)
    await spend(ledger, usd, { atMs: nowMs - daysAgo * dayMs, call: call('plain'), ...more })
  await ledger.setBudget(budgetOf('guild_1', 'month', '26', { atMs: nowMs }))
  await ledger.close()
  return line
}

const sumOf = (lines: readonly Line[]) => lines.reduce((sum, [, usd]) => sum + Number(usd), 0)
const rowsOf = (text: string): { cost_usd: number }[] => JSON.parse(text).rows

describe.each(Object.entries(books))('books %s', (_, lines) => {
  it('are read by every command, and each tells the same sum', async () => {
    const line = await openBooks(lines)
    const run = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await line.run(...args)
      expect([args, code, stderr.replace(/^There is more under later days.*\n/, '')]).toEqual([args, 0, ''])
      return stdout
    }
    const until = ['--since', '2025-01-01', '--until', '2026-12-31'] as const

    const days = rowsOf(await run('report', 'daily', ...until, '--json'))
    const runs = rowsOf(await run('report', 'workflow', ...until, '--by', 'model', '--json'))
    const exported = JSON.parse(await run('export', '--format', 'json')) as { cost_usd: number }[]
    const summary = JSON.parse(await run('report', ...until, '--json'))

    const added = (rows: readonly { cost_usd: number }[]) =>
      rows.reduce((sum, { cost_usd }) => sum + cost_usd, 0)
    for (const sum of [added(days), added(runs), added(exported), summary.total_cost])
      expect(sum).toBeCloseTo(sumOf(lines), 9)
    const forecast = JSON.parse(await run('forecast', '--json'))
    expect(forecast.low_usd ?? 0).toBeLessThanOrEqual(forecast.projected_usd ?? 0)
    expect(forecast.projected_usd ?? 0).toBeLessThanOrEqual(forecast.high_usd ?? 0)
    expect(JSON.parse(await run('anomalies', '--json'))).toEqual(expect.any(Array))
    expect(JSON.parse(await run('recommend', '--json'))).toEqual(expect.any(Array))
  })
})

describe('names of any kind', () => {
  it.each([60, 80, 120])('keep every table within %i columns, a line for each', async (columns) => {
    const { folder } = await openBooks(books['with a hundred models of odd names'] ?? [])
    const line = commandLineIn(folder, { settings: {}, now: () => nowMs, columns })

    for (const args of [
      ['report', '--days', '40', '--breakdown'],
      ['report', '--by', 'model', '--days', '40'],
      ['report', 'daily', '--by', 'server', '--days', '40'],
      ['report', 'weekly', '--by', 'member', '--breakdown', '--days', '40'],
      ['report', 'live'],
      ['forecast', 'guild_1'],
      ['anomalies'],
      ['budget', 'show'],
    ]) {
      const { stdout } = await line.run(...args)
      const tooWide = stdout.split('\n').filter((row) => stringWidth(row) > columns)
      expect([args, tooWide]).toEqual([args, []])
      expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u)
      expect(stdout).not.toMatch(/^lines/m)
    }
  })
})

describe('an output without room', () => {
  it.skipIf(process.platform !== 'linux')('is said in a sentence, and ends as a failure', async () => {
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [program, 'report'], {
      cwd: temporaryFolder(),
      env: { PRICES_REFRESH_HOURS: '0' },
      stdio: ['ignore', full, 'pipe'],
    })

    const [stderr, [code]] = await Promise.all([text(child.stderr ?? Readable.from([])), once(child, 'exit')])
    closeSync(full)

    expect([code, stderr]).toEqual([1, 'Not all could be written: there is no room for it.\n'])
  })
})
