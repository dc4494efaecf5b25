import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { forecastForm } from '../../../src/wire/forecast.ts'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { budgetOf, dayMs, spend } from '../../support/ledger/requests.ts'
import { openLedgerAt } from '../../support/ledger/temporary-books.ts'

/** The first instant of the 21st: ten of June's thirty days are to come. */
const nowMs = Date.parse('2026-06-21T00:00:00Z')

/** A command line over books in which a server has spent a dollar on each of so many days. */
async function commandLineAfter(days: number) {
  const commandLine = openCommandLine({ settings: {}, now: () => nowMs })
  mkdirSync(join(commandLine.folder, 'data'))
  const ledger = await openLedgerAt(join(commandLine.folder, 'data', 'autointel.db'))
  await ledger.setBudget(budgetOf('guild_1', 'month', '24.50', { atMs: nowMs }))
  for (let daysAgo = days; daysAgo > 0; daysAgo -= 1)
    await spend(ledger, '1', { atMs: nowMs - daysAgo * dayMs + 1 })
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
      limit_reached_at: '2026-06-25T12:00:00.000Z',
    })
    expect(text).toContain(
      'guild_1, this month so far: $20.00; at the pace of the last 14 days ($1.00 a day)',
    )
    expect(text).toContain('it ends at about $30.00, four times out of five between $29.50 and $30.50.')
    expect(text).toContain('Its budget is then used up on 2026-06-25.')
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
