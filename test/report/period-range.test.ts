import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  daysOf,
  namedPeriods,
  nextRange,
  periodNames,
  periodRange,
  previousRange,
} from '../../src/report/period-range.ts'

const hourMs = 3_600_000
const at = (text: string) => Date.parse(text)
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
]

describe('the range of a period', () => {
  it('ends with the running day and begins so many midnights before', () => {
    const range = periodRange({ kind: 'days', days: 7 }, at('2026-11-22T13:40:00Z'), 'UTC')

    expect(range).toEqual({ fromMs: at('2026-11-16T00:00:00Z'), toMs: at('2026-11-23T00:00:00Z') })
  })

  it("takes the subject's midnight, not the one of UTC", () => {
    const range = periodRange(namedPeriods.today, at('2026-11-22T23:30:00Z'), 'Europe/Berlin')

    expect(range).toEqual({ fromMs: at('2026-11-22T23:00:00Z'), toMs: at('2026-11-23T23:00:00Z') })
  })

  it.each([
    ['spring, when a day has 23 hours', '2026-03-29T12:00:00Z', 23],
    ['autumn, when a day has 25 hours', '2026-10-25T12:00:00Z', 25],
    ['summer', '2026-07-01T12:00:00Z', 24],
  ])('is right in %s', (_, noon, hours) => {
    const { fromMs, toMs } = periodRange(namedPeriods.today, at(noon), 'Europe/Berlin')

    expect(toMs - fromMs).toBe(hours * hourMs)
  })

  it('of seven days across a change of clocks is seven midnights, not seven times 24 hours', () => {
    const { fromMs, toMs } = periodRange(namedPeriods['7-days'], at('2026-10-28T12:00:00Z'), 'Europe/Berlin')

    expect(toMs - fromMs).toBe((7 * 24 + 1) * hourMs)
  })

  it('of a month is the calendar month where the subject is', () => {
    const range = periodRange(namedPeriods['this-month'], at('2025-02-01T03:00:00Z'), 'America/New_York')

    expect(range).toEqual({ fromMs: at('2025-01-01T05:00:00Z'), toMs: at('2025-02-01T05:00:00Z') })
  })

  it.each([0, -1, 1.5, Number.NaN, 3_661])('refuses %d days', (days) => {
    expect(() => periodRange({ kind: 'days', days }, 0, 'UTC')).toThrow(RangeError)
  })

  it('refuses an unknown time zone', () => {
    expect(() => periodRange(namedPeriods.today, 0, 'Mars/Olympus')).toThrow(RangeError)
  })
})

describe('the periods beside a period', () => {
  it('of a month are the calendar months, however long', () => {
    const march = periodRange({ kind: 'month' }, at('2026-03-15T12:00:00Z'), 'UTC')

    expect(previousRange({ kind: 'month' }, march, 'UTC').fromMs).toBe(at('2026-02-01T00:00:00Z'))
    expect(nextRange({ kind: 'month' }, march, 'UTC').toMs).toBe(at('2026-05-01T00:00:00Z'))
  })

  it('touch it without a gap, and lead back to it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...periodNames),
        fc.constantFrom(...zones),
        fc.integer({ min: at('2010-01-01'), max: at('2035-01-01') }),
        (name, zone, atMs) => {
          const period = namedPeriods[name]
          const range = periodRange(period, atMs, zone)
          const previous = previousRange(period, range, zone)
          expect(previous.toMs).toBe(range.fromMs)
          expect(nextRange(period, range, zone).fromMs).toBe(range.toMs)
          expect(nextRange(period, previous, zone)).toEqual(range)
        },
      ),
    )
  })
})

describe('the days of a range', () => {
  it('cover it exactly, whatever the clocks do', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: at('2010-01-01'), max: at('2035-01-01') }),
        fc.integer({ min: 1, max: 45 }),
        (zone, atMs, count) => {
          const range = periodRange({ kind: 'days', days: count }, atMs, zone)
          const days = daysOf(range, zone)
          expect(days[0]?.fromMs).toBe(range.fromMs)
          expect(days.at(-1)?.toMs).toBe(range.toMs)
          expect(days.slice(1).map(({ fromMs }) => fromMs)).toEqual(days.slice(0, -1).map(({ toMs }) => toMs))
        },
      ),
    )
  })

  it('have their dates, also where clocks change', () => {
    const range = periodRange({ kind: 'days', days: 3 }, at('2026-10-26T12:00:00Z'), 'Europe/Berlin')

    expect(daysOf(range, 'Europe/Berlin').map(({ date }) => date)).toEqual([
      '2026-10-24',
      '2026-10-25',
      '2026-10-26',
    ])
  })

  it('leave out a date that a zone skipped', () => {
    const range = { fromMs: at('2011-12-29T10:00:00Z'), toMs: at('2011-12-31T10:00:00Z') }

    expect(daysOf(range, 'Pacific/Apia').map(({ date }) => date)).toEqual(['2011-12-29', '2011-12-31'])
  })
})
