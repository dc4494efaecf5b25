import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../../src/budget/calendar.ts'
import {
  decideTimeZone,
  windowsAt,
  type ZoneHistory,
  zoneSpans,
} from '../../../src/ledger/rules/time-zones.ts'
import { serverSubject } from '../../../src/ledger/subject.ts'

const calendar = createCalendar()
const noonMs = Date.UTC(2026, 5, 17, 12)
const nothing: ZoneHistory = { initial: undefined, changes: [] }
const utc: ZoneHistory = { initial: 'UTC', changes: [] }
const moved = (...changes: readonly (readonly [timeZone: string, atMs: number])[]): ZoneHistory => ({
  initial: undefined,
  changes: changes.map(([timeZone, atMs]) => ({ timeZone, atMs })),
})

describe('the zones of a subject', () => {
  it('are the default’s until it has its own', () => {
    const byDefault = {
      initial: 'UTC',
      changes: [
        { timeZone: 'Europe/Berlin', atMs: 100 },
        { timeZone: 'Asia/Tokyo', atMs: 300 },
      ],
    }
    expect(zoneSpans(moved(['Asia/Kathmandu', 200]), byDefault)).toEqual([
      { timeZone: 'UTC', fromMs: Number.NEGATIVE_INFINITY, toMs: 100 },
      { timeZone: 'Europe/Berlin', fromMs: 100, toMs: 200 },
      { timeZone: 'Asia/Kathmandu', fromMs: 200, toMs: Number.POSITIVE_INFINITY },
    ])
  })

  it('are its own from the beginning where it had one before there was a history', () => {
    expect(zoneSpans({ initial: 'Asia/Tokyo', changes: [] }, utc)).toEqual([
      { timeZone: 'Asia/Tokyo', fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY },
    ])
    expect(zoneSpans(nothing, nothing)).toMatchObject([{ timeZone: 'UTC' }])
  })
})

describe('the periods that hold a moment', () => {
  const spans = zoneSpans(moved(['Asia/Kathmandu', noonMs]), utc)
  const day = (atMs: number) => windowsAt(spans, 'day', atMs, calendar)

  it('are one before a move, by the clock of then', () => {
    expect(day(Date.UTC(2026, 5, 16, 12))).toEqual([
      { startMs: Date.UTC(2026, 5, 16), endMs: Date.UTC(2026, 5, 17), reachesBack: false },
    ])
  })

  it('are two while the old one goes on: that of the new clock reaches back', () => {
    const both = [
      { startMs: Date.UTC(2026, 5, 16, 18, 15), endMs: Date.UTC(2026, 5, 17, 18, 15), reachesBack: true },
      { startMs: Date.UTC(2026, 5, 17), endMs: Date.UTC(2026, 5, 18), reachesBack: false },
    ]
    expect(day(noonMs)).toEqual(both)
    expect(day(Date.UTC(2026, 5, 17, 18, 15) - 1)).toEqual(both)
    expect(day(Date.UTC(2026, 5, 17, 18, 15))).toEqual([
      { startMs: Date.UTC(2026, 5, 17, 18, 15), endMs: Date.UTC(2026, 5, 18, 18, 15), reachesBack: false },
      both[1],
    ])
    expect(day(Date.UTC(2026, 5, 18))).toHaveLength(1)
  })

  it('are one where two begin together, the longer', () => {
    const spring = Date.UTC(2026, 2, 29, 0, 30)
    const twins = zoneSpans(moved(['Europe/London', spring]), utc)
    expect(windowsAt(twins, 'day', spring, calendar)).toEqual([
      { startMs: Date.UTC(2026, 2, 29), endMs: Date.UTC(2026, 2, 30), reachesBack: false },
    ])
  })
})

describe('moving a subject', () => {
  const request = {
    subject: serverSubject('1'),
    timeZone: 'Europe/Berlin',
    by: 'user_8',
    atMs: noonMs,
  } as const
  const sources = { byOwner: undefined, byManager: undefined, byDefault: undefined, configured: undefined }
  const limit = { limitNanoUsd: 5n, mode: 'hard', revision: 1, origin: 'own' } as const
  const configured = { limitNanoUsd: 5n, mode: 'hard', specific: true } as const

  it.each([
    ['owner', { ...sources, byOwner: limit }, 'set'],
    ['manager', { ...sources, byOwner: limit }, 'owners_only'],
    ['manager', { ...sources, configured }, 'owners_only'],
    ['manager', { ...sources, configured: { ...configured, specific: false } }, 'set'],
    ['manager', { ...sources, byManager: limit, byDefault: limit }, 'set'],
    ['manager', sources, 'set'],
  ] as const)('as %s with %o: %s', (role, found, expected) => {
    expect(decideTimeZone({ ...request, role }, 'UTC', () => found).kind).toBe(expected)
  })

  it('to where it is changes nothing', () => {
    expect(decideTimeZone({ ...request, role: 'owner' }, 'Europe/Berlin', () => sources)).toEqual({
      kind: 'unchanged',
      timeZone: 'Europe/Berlin',
    })
  })
})
