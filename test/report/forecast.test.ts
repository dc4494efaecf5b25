import { describe, expect, it } from 'vitest'
import { serverSubject } from '../../src/ledger/subject.ts'
import { dailyCosts } from '../../src/report/daily-series.ts'
import { forecastMonth } from '../../src/report/forecast.ts'
import { periodRange } from '../../src/report/period-range.ts'
import { readForecast } from '../../src/report/read-forecast.ts'
import { budgetOf, dayMs, spend, usd } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

const timeZone = 'UTC'
/** The first instant of the 21st: ten of June's thirty days are to come. */
const nowMs = Date.parse('2026-06-21T00:00:00Z')

/** @param amounts of the latest whole days, oldest first. */
function daysWith(...amounts: readonly string[]) {
  const range = periodRange({ kind: 'days', days: 17 }, nowMs, timeZone)
  const points = amounts.map((amount, index) => ({
    startMs: nowMs - (amounts.length - index) * dayMs,
    spentNanoUsd: usd(amount),
  }))
  return dailyCosts(points, range, timeZone)
}

describe('the projection of a month', () => {
  it('goes on at the mean of the latest days', () => {
    const days = daysWith(...Array.from({ length: 10 }, () => '2'))

    const forecast = forecastMonth({ days, spentNanoUsd: usd('20'), nowMs, timeZone })

    expect(forecast).toEqual({
      kind: 'projected',
      spentNanoUsd: usd('20'),
      projectedNanoUsd: usd('40'),
      perDayNanoUsd: usd('2'),
      daysKnown: 10,
      limitReachedAtMs: undefined,
    })
  })

  it('counts days without spend after the first spend', () => {
    const forecast = forecastMonth({
      days: daysWith('3', '0', '0', '3'),
      spentNanoUsd: usd('6'),
      nowMs,
      timeZone,
    })

    expect(forecast).toMatchObject({ daysKnown: 4, perDayNanoUsd: usd('1.5'), projectedNanoUsd: usd('21') })
  })

  it('looks at the latest fourteen days, and at no older ones', () => {
    const of = (...older: readonly string[]) =>
      forecastMonth({
        days: daysWith(...older, ...Array.from({ length: 13 }, () => '1')),
        spentNanoUsd: usd('20'),
        nowMs,
        timeZone,
      })

    expect(of('15')).toMatchObject({ daysKnown: 14, perDayNanoUsd: usd('2') })
    expect(of('99', '15')).toMatchObject({ daysKnown: 14, perDayNanoUsd: usd('2') })
  })

  it.each([
    ['no', []],
    ['two', ['5', '5']],
  ])('says nothing after %s days with spend', (_, amounts) => {
    const forecast = forecastMonth({ days: daysWith(...amounts), spentNanoUsd: usd('10'), nowMs, timeZone })

    expect(forecast).toEqual({
      kind: 'too_little_data',
      spentNanoUsd: usd('10'),
      daysKnown: amounts.length,
    })
  })

  it('says when the limit is reached at this pace', () => {
    const of = (limit: string) =>
      forecastMonth({
        days: daysWith('2', '2', '2'),
        spentNanoUsd: usd('6'),
        limitNanoUsd: usd(limit),
        nowMs,
        timeZone,
      })

    expect(of('10')).toMatchObject({ limitReachedAtMs: nowMs + 2 * dayMs })
    expect(of('26')).toMatchObject({ limitReachedAtMs: nowMs + 10 * dayMs })
    expect(of('26.01')).toMatchObject({ limitReachedAtMs: undefined })
    expect(of('5')).toMatchObject({ limitReachedAtMs: nowMs })
  })

  it("reads the subject's days and limit from the ledger", async () => {
    const ledger = await openLedgerAt(temporaryPath())
    await ledger.setBudget(budgetOf('guild_1', 'month', '12'))
    for (const daysAgo of [1, 2, 3, 4, 5]) await spend(ledger, '1', { atMs: nowMs - daysAgo * dayMs })
    await spend(ledger, '9', { attribution: { tenant: 'guild_2' }, atMs: nowMs - dayMs })

    expect(await readForecast(ledger, serverSubject('1'), nowMs)).toMatchObject({
      kind: 'projected',
      spentNanoUsd: usd('5'),
      projectedNanoUsd: usd('15'),
      limitReachedAtMs: nowMs + 7 * dayMs,
    })
  })
})
