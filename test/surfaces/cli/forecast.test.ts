import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { forecastForm } from '../../../src/wire/forecast.ts'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { budgetOf, dayMs, spend } from '../../support/ledger/requests.ts'
import { openLedgerAt } from '../../support/ledger/temporary-books.ts'

/** The first instant of the 21st: ten of June's thirty days are to come. */
const nowMs = Date.parse('2026-06-21T00:00:00Z')

function times(count: number, amount: string): readonly string[] {
  return Array.from({ length: count }, () => amount)
}

/** A command line over books in which a server has spent so much on each of the latest days; of a number, a dollar on each of so many. */
async function commandLineAfter(amounts: readonly string[] | number) {
  const spent = typeof amounts === 'number' ? times(amounts, '1') : amounts
  const commandLine = openCommandLine({ settings: {}, now: () => nowMs })
  mkdirSync(join(commandLine.folder, 'data'))
  const ledger = await openLedgerAt(join(commandLine.folder, 'data', 'autointel.db'))
  await ledger.setBudget(budgetOf('guild_1', 'month', '24.50', { atMs: nowMs }))
  for (const [day, amount] of spent.entries())
    await spend(ledger, amount, { atMs: nowMs - (spent.length - day) * dayMs + 1 })
  await ledger.close()
  return commandLine
}

describe('a forecast on the command line', () => {
  it('says of the month what is spent, what comes, between what, and when the budget is used up', async () => {
    const { run } = await commandLineAfter(20)

    const { code, stdout } = await run('forecast', 'guild_1', '--json')
    const text = (await run('forecast', 'guild_1')).stdout.replaceAll(/\s+/g, ' ')

    expect(code).toBe(0)
    expect(forecastForm.parse(JSON.parse(stdout))).toBeDefined()
    expect(JSON.parse(stdout)).toEqual({
      subject: 'guild_1',
      time_zone: 'UTC',
      kind: 'projected',
      spent_usd: 20,
      projected_usd: 30,
      low_usd: 29.5,
      high_usd: 30.5,
      per_day_usd: 1,
      method: 'mean_14',
      days_known: 20,
      level_since: null,
      limit_reached_at: '2026-06-25T12:00:00.000Z',
      limits: [
        { period: 'hour', limit_usd: 5, spent_usd: 0, reached_at: null },
        { period: 'day', limit_usd: 20, spent_usd: 0, reached_at: null },
        { period: 'month', limit_usd: 24.5, spent_usd: 20, reached_at: '2026-06-25T12:00:00.000Z' },
      ],
    })
    expect(text).toContain(
      'guild_1, this month so far: $20.00; at the pace of the last 14 days ($1.00 a day)',
    )
    expect(text).toContain('it ends at about $30.00, four times out of five between $29.50 and $30.50.')
    expect(text).toContain('Its budget of $24.50 a month is then used up on 2026-06-25.')
  })

  it('says when the budgets of an hour and of a day are used up', async () => {
    const { run, folder } = await commandLineAfter(20)
    const ledger = await openLedgerAt(join(folder, 'data', 'autointel.db'))
    await ledger.setBudget(budgetOf('guild_1', 'day', '0.25', { atMs: nowMs }))
    await ledger.setBudget(budgetOf('guild_1', 'hour', '0.50', { atMs: nowMs }))
    await ledger.close()

    const { limits } = JSON.parse((await run('forecast', 'guild_1', '--json')).stdout)
    const text = (await run('forecast', 'guild_1')).stdout.replaceAll(/\s+/g, ' ')

    // All of a day's dollar falls into its first hour.
    expect(limits).toMatchObject([
      { period: 'hour', reached_at: '2026-06-21T00:30:00.000Z' },
      { period: 'day', reached_at: '2026-06-21T06:00:00.000Z' },
      { period: 'month', reached_at: '2026-06-25T12:00:00.000Z' },
    ])
    expect(text).toContain('Its budget of $0.25 a day is then used up on 2026-06-21 at about 06:00.')
  })

  it('does not count the days before a lasting change of the level', async () => {
    const { run } = await commandLineAfter([...times(40, '1'), ...times(9, '4')])

    const told = JSON.parse((await run('forecast', 'guild_1', '--json')).stdout)

    expect(told).toMatchObject({ days_known: 49, level_since: '2026-06-12', per_day_usd: 4 })
    expect((await run('forecast', 'guild_1')).stdout).toContain('Days before 2026-06-12 do not count')
  })

  it('says the same of the month as a report does', async () => {
    const { run } = await commandLineAfter(20)

    const forecast = (await run('forecast', 'guild_1')).stdout.trim()

    expect((await run('report', '--tenant', 'guild_1')).stdout).toContain(forecast)
  })

  it.each([
    [0, { kind: 'too_little_data', spent_usd: 0, projected_usd: null, days_known: 0 }],
    [2, { kind: 'too_little_data', spent_usd: 2, low_usd: null, high_usd: null, days_known: 2 }],
    [3, { kind: 'little_data', spent_usd: 3, projected_usd: 13, days_known: 3 }],
  ])('is honest about %i days', async (days, expected) => {
    const { run } = await commandLineAfter(days)

    expect(JSON.parse((await run('forecast', '--json')).stdout)).toMatchObject(expected)
  })

  it('refuses what is no subject', async () => {
    const { run } = await commandLineAfter(0)

    const { code, stderr } = await run('forecast', 'guild 1')

    expect(code).toBe(2)
    expect(stderr).toContain('Expected a subject')
  })
})
