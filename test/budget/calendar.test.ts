import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../src/budget/calendar.ts'
import { type Period, periods } from '../../src/ledger/period.ts'

const timeZones = [
  'UTC',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Havana',
  'America/Nuuk',
  'Europe/Berlin',
  'Europe/London',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Tehran',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Pyongyang',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Antarctica/Troll',
] as const

const instants = fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2040, 0, 1) })
const periodsOfAll = fc.record({
  period: fc.constantFrom(...periods),
  timeZone: fc.constantFrom(...timeZones),
  atMs: instants,
})
const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Bounds as text, from a calendar that has answered nothing before. */
function boundsAt(period: Period, at: string, timeZone: string): readonly string[] {
  const { startMs, endMs } = createCalendar().bounds(period, Date.parse(at), timeZone)
  return [startMs, endMs].map((ms) => new Date(ms).toISOString().replace('.000Z', 'Z'))
}

function hoursOf(period: Period, at: string, timeZone: string): number {
  const { startMs, endMs } = createCalendar().bounds(period, Date.parse(at), timeZone)
  return (endMs - startMs) / hourMs
}

describe('calendar periods', () => {
  it('hold the instant that they were asked for', () => {
    fc.assert(
      fc.property(periodsOfAll, ({ period, timeZone, atMs }) => {
        const { startMs, endMs } = createCalendar().bounds(period, atMs, timeZone)
        expect(startMs).toBeLessThanOrEqual(atMs)
        expect(endMs).toBeGreaterThan(atMs)
      }),
      { numRuns: 2000 },
    )
  })

  it('follow one another without a gap and without an overlap', () => {
    fc.assert(
      fc.property(periodsOfAll, ({ period, timeZone, atMs }) => {
        const { startMs, endMs } = createCalendar().bounds(period, atMs, timeZone)
        expect(createCalendar().bounds(period, endMs, timeZone).startMs).toBe(endMs)
        expect(createCalendar().bounds(period, startMs - 1, timeZone).endMs).toBe(startMs)
      }),
      { numRuns: 2000 },
    )
  })

  it('are the same for every instant in them, whatever was asked before', () => {
    const calendar = createCalendar()
    fc.assert(
      fc.property(periodsOfAll, fc.nat(), ({ period, timeZone, atMs }, offset) => {
        const { startMs, endMs } = createCalendar().bounds(period, atMs, timeZone)
        const otherMs = startMs + (offset % (endMs - startMs))
        expect(calendar.bounds(period, otherMs, timeZone)).toEqual({ startMs, endMs })
      }),
      { numRuns: 2000 },
    )
  })

  it('nest: a period begins and ends with the shorter ones at its ends', () => {
    fc.assert(
      fc.property(fc.constantFrom(...timeZones), instants, (timeZone, atMs) => {
        const calendar = createCalendar()
        const month = calendar.bounds('month', atMs, timeZone)
        const day = calendar.bounds('day', atMs, timeZone)
        expect(calendar.bounds('day', month.startMs, timeZone).startMs).toBe(month.startMs)
        expect(calendar.bounds('day', month.endMs - 1, timeZone).endMs).toBe(month.endMs)
        expect(calendar.bounds('hour', day.startMs, timeZone).startMs).toBe(day.startMs)
        expect(calendar.bounds('hour', day.endMs - 1, timeZone).endMs).toBe(day.endMs)
      }),
      { numRuns: 500 },
    )
  })

  it('begin on a quarter of an hour, so that sums per quarter can be put into any of them', () => {
    fc.assert(
      fc.property(periodsOfAll, ({ period, timeZone, atMs }) => {
        expect(createCalendar().bounds(period, atMs, timeZone).startMs % (15 * minuteMs)).toBe(0)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('days and months at the change of clocks', () => {
  it.each([
    ['2026-03-08T12:00:00Z', 23, '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
    ['2026-11-01T12:00:00Z', 25, '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
    ['2026-07-04T12:00:00Z', 24, '2026-07-04T04:00:00Z', '2026-07-05T04:00:00Z'],
  ])('the day of %s in New York has %i hours', (at, hours, start, end) => {
    expect(boundsAt('day', at, 'America/New_York')).toEqual([start, end])
    expect(hoursOf('day', at, 'America/New_York')).toBe(hours)
  })

  it.each([
    ['2026-04-04T20:00:00Z', 24.5],
    ['2026-10-03T20:00:00Z', 23.5],
  ])('the day of %s on Lord Howe has %f hours', (at, hours) => {
    expect(hoursOf('day', at, 'Australia/Lord_Howe')).toBe(hours)
  })

  it('leaves out the day that Apia left out', () => {
    expect(boundsAt('day', '2011-12-30T09:59:59Z', 'Pacific/Apia')).toEqual([
      '2011-12-29T10:00:00Z',
      '2011-12-30T10:00:00Z',
    ])
    expect(boundsAt('day', '2011-12-30T10:00:00Z', 'Pacific/Apia')).toEqual([
      '2011-12-30T10:00:00Z',
      '2011-12-31T10:00:00Z',
    ])
  })

  it('begins a month at local midnight on both sides of a change of clocks', () => {
    expect(boundsAt('month', '2026-11-15T00:00:00Z', 'America/New_York')).toEqual([
      '2026-11-01T04:00:00Z',
      '2026-12-01T05:00:00Z',
    ])
  })

  it('puts the first of February at 03:00 UTC into January in New York', () => {
    expect(boundsAt('month', '2025-02-01T03:00:00Z', 'America/New_York')).toEqual([
      '2025-01-01T05:00:00Z',
      '2025-02-01T05:00:00Z',
    ])
  })

  it('begins November in UTC with its first second', () => {
    expect(boundsAt('month', '2026-10-31T23:59:59Z', 'UTC')[1]).toBe('2026-11-01T00:00:00Z')
    expect(boundsAt('month', '2026-11-01T00:00:00Z', 'UTC')[0]).toBe('2026-11-01T00:00:00Z')
  })
})

describe('hours', () => {
  it('begin where the local clock shows a full hour', () => {
    expect(boundsAt('hour', '2026-06-17T12:00:00Z', 'Asia/Kathmandu')).toEqual([
      '2026-06-17T11:15:00Z',
      '2026-06-17T12:15:00Z',
    ])
  })

  it('are told apart when the local clock shows the same hour twice', () => {
    expect(boundsAt('hour', '2026-11-01T05:30:00Z', 'America/New_York')[0]).toBe('2026-11-01T05:00:00Z')
    expect(boundsAt('hour', '2026-11-01T06:30:00Z', 'America/New_York')[0]).toBe('2026-11-01T06:00:00Z')
  })

  it.each([
    ['2026-04-04T14:59:59Z', '2026-04-04T14:00:00Z', '2026-04-04T15:00:00Z'],
    ['2026-04-04T15:00:00Z', '2026-04-04T15:00:00Z', '2026-04-04T15:30:00Z'],
    ['2026-04-04T15:30:00Z', '2026-04-04T15:30:00Z', '2026-04-04T16:30:00Z'],
    ['2026-10-03T15:29:59Z', '2026-10-03T14:30:00Z', '2026-10-03T15:30:00Z'],
    ['2026-10-03T15:30:00Z', '2026-10-03T15:30:00Z', '2026-10-03T16:00:00Z'],
  ])('are cut where Lord Howe moves its clocks by half an hour: %s', (at, start, end) => {
    expect(boundsAt('hour', at, 'Australia/Lord_Howe')).toEqual([start, end])
  })
})

describe('the host', () => {
  it.each(['Pacific/Kiritimati', 'America/Los_Angeles', 'UTC'])('of %s plays no part', (hostTimeZone) => {
    const calendarFile = fileURLToPath(new URL('../../src/budget/calendar.ts', import.meta.url))
    const atMs = Date.parse('2025-02-01T03:00:00Z')
    const script = `import { createCalendar } from ${JSON.stringify(calendarFile)}
      const bounds = createCalendar().bounds('month', ${atMs}, 'America/New_York')
      console.log(JSON.stringify({ ...bounds, hostHour: new Date(${atMs}).getHours() }))`

    const { stdout } = spawnSync(process.execPath, ['--input-type=module-typescript', '--eval', script], {
      env: { TZ: hostTimeZone },
      encoding: 'utf8',
    })

    const hostHours = { 'Pacific/Kiritimati': 17, 'America/Los_Angeles': 19, UTC: 3 }
    expect(JSON.parse(stdout)).toEqual({
      startMs: Date.parse('2025-01-01T05:00:00Z'),
      endMs: Date.parse('2025-02-01T05:00:00Z'),
      hostHour: hostHours[hostTimeZone as keyof typeof hostHours],
    })
  })
})
