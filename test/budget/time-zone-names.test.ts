import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../src/budget/calendar.ts'
import { canonicalTimeZone, spokenTimeZone, timeZoneNames } from '../../src/budget/time-zone-names.ts'

describe('a time zone', () => {
  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['UTC', 'UTC'],
    ['Etc/UTC', 'UTC'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['europe/kyiv', 'Europe/Kyiv'],
  ])('is answered with its modern name: %s', (name, expected) => {
    expect(canonicalTimeZone(name)).toBe(expected)
  })

  it.each(['Mars/Olympus', '-05:19', '+03:00', '+03', 'UTC+3', 'Etc/GMT+3', 'EST', ''])(
    'is none: %s',
    (name) => {
      expect(canonicalTimeZone(name)).toBeUndefined()
    },
  )

  it('is known to the calendar by each of its modern names', () => {
    const unknown = timeZoneNames.filter((name) => createCalendar().bounds('day', 0, name).endMs <= 0)
    expect(unknown).toEqual([])
    expect(timeZoneNames.filter((name) => canonicalTimeZone(name) !== name)).toEqual([])
  })
})

describe('people’s words for a time zone', () => {
  it.each([
    ['Kyiv', 'Europe/Kyiv'],
    ['Kiev', 'Europe/Kyiv'],
    ['Kolkata', 'Asia/Kolkata'],
    ['calcutta', 'Asia/Kolkata'],
    ['new york', 'America/New_York'],
    ['Buenos Aires', 'America/Argentina/Buenos_Aires'],
    ['МСК', 'Europe/Moscow'],
    ['Москва', 'Europe/Moscow'],
    ['EST', 'America/New_York'],
    ['GMT', 'UTC'],
    ['UTC+3', 'Europe/Moscow'],
    ['utc + 3', 'Europe/Moscow'],
    ['GMT-05:00', 'America/New_York'],
    ['UTC−8', 'America/Los_Angeles'],
    ['UTC+0', 'UTC'],
    ['Asia/Katmandu', 'Asia/Kathmandu'],
  ])('are understood: %s', (words, expected) => {
    expect(spokenTimeZone(words)).toBe(expected)
  })

  it.each(['UTC+5:30', '+3', 'UTC+25', 'nowhere', ''])('are not guessed at: %s', (words) => {
    expect(spokenTimeZone(words)).toBeUndefined()
  })
})
