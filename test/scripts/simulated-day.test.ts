import { describe, expect, it } from 'vitest'
import { simulateDay } from '../../scripts/scale/simulated-day.ts'

const day = { servers: 3_000, shards: 8, callsPerRun: 10, limitPercent: 70 }
const dearestCallNanoUsd = 20_000_000n

describe('a day under a leased limit', () => {
  it('refuses only calls that do not fit, and overspends nothing', () => {
    const figures = simulateDay(day)
    expect(figures).toMatchObject({ overspentNanoUsd: 0n })
    expect(figures.holds + figures.refused).toBe(30_000)
    expect(figures.refused).toBeGreaterThan(0)
    expect(figures.unusableNanoUsd).toBeLessThan(dearestCallNanoUsd)
    expect(figures.roundTrips).toBeLessThan(figures.holds)
  })

  it('takes what a silent shard was granted for spent', () => {
    const figures = simulateDay({ ...day, silentFromSeconds: 36_000 })
    expect(figures).toMatchObject({ overspentNanoUsd: 0n })
    expect(figures.unusableNanoUsd).toBeGreaterThan(dearestCallNanoUsd)
    expect(figures.unusableNanoUsd).toBeLessThan(figures.limitNanoUsd / 100n + dearestCallNanoUsd)
  })

  it('refuses nothing where the limit pays for all that may be held at once', () => {
    expect(simulateDay({ ...day, limitPercent: 200 })).toMatchObject({
      refused: 0,
      unusableNanoUsd: undefined,
      overspentNanoUsd: 0n,
    })
  })
})
