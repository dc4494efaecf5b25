import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../src/budget/calendar.ts'
import type { Period } from '../../src/ledger/period.ts'
import { serverSubject } from '../../src/ledger/subject.ts'
import { dailyCosts } from '../../src/report/daily-series.ts'
import { daysToCome, forecastMonth, knownDays } from '../../src/report/forecast.ts'
import { projectDays } from '../../src/report/forecasting/project-days.ts'
import { periodRange } from '../../src/report/period-range.ts'
import { readForecast } from '../../src/report/read-forecast.ts'
import { budgetOf, dayMs, spend, usd } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'
import { sharedWorkers } from '../support/workers/shared-workers.ts'

const timeZone = 'UTC'
/** The first instant of the 21st: ten of June's thirty days are to come. */
const nowMs = Date.parse('2026-06-21T00:00:00Z')

/** @param amounts of the latest whole days, oldest first. */
function daysWith(amounts: readonly string[]) {
  const range = periodRange({ kind: 'days', days: 181 }, nowMs, timeZone)
  const points = amounts.map((amount, index) => ({
    startMs: nowMs - (amounts.length - index) * dayMs,
    spentNanoUsd: usd(amount),
  }))
  return dailyCosts(points, range, timeZone)
}

function times(count: number, amount: string): readonly string[] {
  return Array.from({ length: count }, () => amount)
}

function forecastOf(
  amounts: readonly string[],
  { spent = '0', limit, atMs = nowMs }: { spent?: string; limit?: string; atMs?: number } = {},
) {
  const known = knownDays(daysWith(amounts), atMs)
  const days = daysToCome(atMs, timeZone)
  return forecastMonth({
    known,
    days,
    projection: known.length < 3 ? undefined : projectDays(known, days.length),
    statuses: [statusOf('month', { spent, limit })],
    timeZone,
    nowMs: atMs,
  })
}

function statusOf(period: Period, { spent = '0', limit }: { spent?: string; limit?: string | undefined }) {
  const { startMs, endMs } = createCalendar().bounds(period, nowMs, timeZone)
  const ofLimit = { mode: 'hard', revision: 1, origin: 'own' } as const
  return {
    subject: serverSubject('1'),
    period,
    budget: limit === undefined ? undefined : { limitNanoUsd: usd(limit), ...ofLimit },
    spentNanoUsd: usd(spent),
    heldNanoUsd: 0n,
    startMs,
    resetsAtMs: endMs,
    timeZone,
  }
}

describe('the projection of a month', () => {
  it('goes on at the mean of the latest days, and says so of few', () => {
    expect(forecastOf(times(10, '2'), { spent: '20' })).toEqual({
      kind: 'little_data',
      spentNanoUsd: usd('20'),
      projectedNanoUsd: usd('40'),
      lowNanoUsd: usd('35'),
      highNanoUsd: usd('45'),
      perDayNanoUsd: usd('2'),
      method: 'mean_14',
      daysKnown: 10,
      daysUsed: 10,
      levelSince: undefined,
      limits: [],
      limitReachedAtMs: undefined,
    })
  })

  it.each([
    [13, 'little_data'],
    [14, 'projected'],
  ])('can be tried against what came from fourteen days on: %i', (days, kind) => {
    expect(forecastOf(times(days, '2'))).toMatchObject({ kind, daysKnown: days, projectedNanoUsd: usd('20') })
  })

  it('spans the dearest and the cheapest stretch of few days at least', () => {
    const forecast = forecastOf(['1', '1', '1', '5'])

    expect(forecast).toMatchObject({ projectedNanoUsd: usd('20'), lowNanoUsd: usd('10') })
    expect(Number((forecast as { highNanoUsd: bigint }).highNanoUsd)).toBeGreaterThan(30e9)
  })

  it('counts days without spend after the first spend', () => {
    expect(forecastOf(['3', '0', '0', '3'], { spent: '6' })).toMatchObject({
      daysKnown: 4,
      perDayNanoUsd: usd('1.5'),
      projectedNanoUsd: usd('21'),
    })
  })

  it('takes the part of today that is left', () => {
    const noonMs = nowMs + dayMs / 2

    expect(forecastOf(times(14, '2'), { atMs: noonMs, spent: '5' })).toMatchObject({
      projectedNanoUsd: usd('24'),
    })
  })

  it('keeps the mean of fourteen days unless another was clearly better', () => {
    const freshStep = [...times(30, '1'), ...times(15, '3')]
    const oneBurst = [...times(47, '1'), '61', ...times(12, '1')]

    expect(forecastOf(freshStep)).toMatchObject({ method: 'mean_14', perDayNanoUsd: usd('3') })
    expect(forecastOf(oneBurst)).toMatchObject({ method: 'mean_all', perDayNanoUsd: usd('2') })
  })

  it.each([
    ['no', [], 0],
    ['two', ['5', '5'], 2],
    ['none after a gap of four weeks', [...times(20, '5'), ...times(28, '0')], 0],
    ['one after a gap of four weeks', [...times(20, '5'), ...times(28, '0'), '5'], 1],
  ])('says nothing after %s days with spend', (_, amounts, daysKnown) => {
    expect(forecastOf(amounts, { spent: '10' })).toEqual({
      kind: 'too_little_data',
      spentNanoUsd: usd('10'),
      daysKnown,
      limits: [],
      limitReachedAtMs: undefined,
    })
  })

  it('takes what was corrected to below zero for nothing', () => {
    expect(forecastOf(['2', '-4', '2', '0'])).toMatchObject({ perDayNanoUsd: usd('1') })
  })

  it('expects what is usual at most where nothing was spent of late', () => {
    expect(forecastOf([...times(14, '2'), ...times(14, '0')])).toMatchObject({
      projectedNanoUsd: 0n,
      lowNanoUsd: 0n,
      highNanoUsd: usd('10'),
    })
  })

  it.each([
    ['10', nowMs + 2 * dayMs],
    ['26', nowMs + 10 * dayMs],
    ['26.01', undefined],
    ['5', nowMs],
  ])('says when the limit of $%s is reached at this pace', (limit, limitReachedAtMs) => {
    expect(forecastOf(['2', '2', '2'], { spent: '6', limit })).toMatchObject({ limitReachedAtMs })
  })
})

describe('a forecast from the ledger', () => {
  const workers = sharedWorkers

  it("reads the subject's days and limit", async () => {
    const ledger = await openLedgerAt(temporaryPath())
    await ledger.setBudget(budgetOf('guild_1', 'month', '12'))
    for (const daysAgo of [1, 2, 3, 4, 5]) await spend(ledger, '1', { atMs: nowMs - daysAgo * dayMs })
    await spend(ledger, '9', { attribution: { tenant: 'guild_2' }, atMs: nowMs - dayMs })

    expect(await readForecast({ ledger, workers }, serverSubject('1'), nowMs)).toMatchObject({
      kind: 'little_data',
      spentNanoUsd: usd('5'),
      projectedNanoUsd: usd('15'),
      limitReachedAtMs: nowMs + 7 * dayMs,
    })
  })

  it('sees growth of weeks in a worker, and tells the day on which the limit is reached', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    await ledger.setBudget(budgetOf('guild_1', 'month', '260'))
    for (const day of Array.from({ length: 90 }, (_, index) => index))
      await spend(ledger, (2 * 1.02 ** day).toFixed(4), { atMs: nowMs - (90 - day) * dayMs })

    const forecast = await readForecast({ ledger, workers }, serverSubject('1'), nowMs)

    expect(forecast).toMatchObject({ kind: 'projected', method: 'weekly', daysKnown: 90 })
    // Ten more days of $11.89 that grow by two in a hundred are $130.
    const { projectedNanoUsd, spentNanoUsd } = forecast as Extract<typeof forecast, { kind: 'projected' }>
    expect(Number(projectedNanoUsd - spentNanoUsd) / 1e9).toBeGreaterThan(120)
    expect(Number(projectedNanoUsd - spentNanoUsd) / 1e9).toBeLessThan(140)
    expect(forecast).toMatchObject({ limitReachedAtMs: expect.any(Number) })
  })
})
