import { describe, expect, it } from 'vitest'
import { periodHolds, pricePeriod } from '../../src/pricing/price-period.ts'

describe('a period of a price', () => {
  it.each([
    [{ start_date: '2026-10-01' }, '2026-09-30T23:59:59.999Z', false],
    [{ start_date: '2026-10-01' }, '2026-10-01T00:00:00Z', true],
    [{ type: 'start_date', start_date: '2026-10-01' }, '2027-01-01T00:00:00Z', true],
    [{ start_time: '00:30:00Z', end_time: '16:30:00Z' }, '2026-10-01T00:29:59Z', false],
    [{ start_time: '00:30:00Z', end_time: '16:30:00Z' }, '2026-10-01T00:30:00Z', true],
    [{ start_time: '00:30:00Z', end_time: '16:30:00Z' }, '2026-10-01T16:29:59Z', true],
    [{ start_time: '00:30:00Z', end_time: '16:30:00Z' }, '2026-10-01T16:30:00Z', false],
    [{ start_time: '22:00:00Z', end_time: '02:00:00Z' }, '2026-10-01T21:59:59Z', false],
    [{ start_time: '22:00:00Z', end_time: '02:00:00Z' }, '2026-10-01T22:00:00Z', true],
    [{ start_time: '22:00:00Z', end_time: '02:00:00Z' }, '2026-10-01T02:00:00Z', false],
    [{ start_time: '22:00:00Z', end_time: '02:00:00Z' }, '2026-10-01T01:59:59Z', true],
    [{ start_time: '22:00:00Z', end_time: '02:00:00Z' }, '2026-10-01T12:00:00Z', false],
    [{ start_time: '06:00:00+08:00', end_time: '08:00:00+08:00' }, '2026-10-01T22:30:00Z', true],
    [{ start_time: '06:00:00+08:00', end_time: '08:00:00+08:00' }, '2026-10-01T06:30:00Z', false],
  ])('of %j at %s: %s', (published, at, expected) => {
    expect(periodHolds(pricePeriod.parse(published), new Date(at))).toBe(expected)
  })

  it.each([
    {},
    { start_date: '2026-02-30' },
    { start_time: '25:00:00Z', end_time: '01:00:00Z' },
    { weekday: 1 },
  ])('%j is refused', (published) => {
    expect(pricePeriod.safeParse(published).success).toBe(false)
  })
})
