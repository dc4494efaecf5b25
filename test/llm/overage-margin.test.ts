import { describe, expect, it } from 'vitest'
import { overagesKept } from '../../src/ledger/model-record.ts'
import {
  overageMarginPercent,
  overagesBeforeMargin,
  withMargin,
  withoutMargin,
} from '../../src/llm/overage-margin.ts'

const nowMs = Date.UTC(2026, 5, 17)
const thirtyDaysMs = 30 * 86_400_000
const overage = (heldNanoUsd: bigint, amountNanoUsd: bigint, atMs = nowMs) => ({
  heldNanoUsd,
  amountNanoUsd,
  atMs,
})

describe('the margin of a model', () => {
  it('is none before calls have repeatedly gone over what was held', () => {
    expect(overagesBeforeMargin).toBe(2)
    expect(overageMarginPercent([], nowMs)).toBe(100n)
    expect(overageMarginPercent([overage(100n, 900n)], nowMs)).toBe(100n)
    expect(overageMarginPercent([overage(100n, 120n), overage(100n, 150n)], nowMs)).toBe(170n)
  })

  it('grows with every further overage, up to ten times', () => {
    const steps = [2, 3, 4, overagesKept].map((count) =>
      overageMarginPercent(
        Array.from({ length: count }, () => overage(100n, 150n)),
        nowMs,
      ),
    )
    expect(steps).toEqual([200n, 250n, 300n, 500n])
    expect(overageMarginPercent([overage(1n, 5_000n), overage(1n, 2n)], nowMs)).toBe(1_000n)
    expect(overageMarginPercent([overage(100n, 550n), overage(100n, 550n)], nowMs)).toBe(1_000n)
    expect(overageMarginPercent([overage(100n, 549n), overage(100n, 550n)], nowMs)).toBe(999n)
  })

  it('forgets what is older than thirty days, and what was not held at all', () => {
    const old = (ageMs: number) => [overage(100n, 200n, nowMs - ageMs), overage(100n, 200n, nowMs - ageMs)]
    expect(overageMarginPercent(old(thirtyDaysMs), nowMs)).toBe(300n)
    expect(overageMarginPercent(old(thirtyDaysMs + 1), nowMs)).toBe(100n)
    expect(overageMarginPercent([overage(0n, 200n), overage(0n, 200n)], nowMs)).toBe(100n)
  })

  it('is put on rounded up and taken off rounded down', () => {
    expect(withMargin(101n, 150n)).toBe(152n)
    expect(withoutMargin(152n, 150n)).toBe(101n)
    expect(withMargin(101n, 100n)).toBe(101n)
  })
})
