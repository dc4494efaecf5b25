import type { BudgetLimit } from '../ledger/budget-limit.ts'
import type { Period } from '../ledger/period.ts'
import { compareNanoUsd, type NanoUsd } from '../money/nano-usd.ts'
import { leastSavingNanoUsd, type Recommendation } from './recommendations.ts'

/** A limit of so many times the dearest period keeps nothing from going wrong. */
const farAbove = 5n
/** What is left of it is enough for twice the dearest. */
const roomFor = 2n
/** Fewer periods with spend say nothing of what is used. */
const leastPeriods: Readonly<Partial<Record<Period, number>>> = { day: 10, month: 3 }
/** A limit that was used up more seldom does its work. */
const leastUsedUp = 3

/** Defaults are many subjects' at once. */
export function isOfLimit({ origin }: Pick<BudgetLimit, 'origin'>): boolean {
  return origin === 'own'
}

/** @param spent in the periods that had any spend, the present one included. */
export function limitAdvice({
  subject,
  period,
  limitNanoUsd,
  spent,
}: {
  readonly subject: string
  readonly period: Period
  readonly limitNanoUsd: NanoUsd
  readonly spent: readonly NanoUsd[]
}): readonly Recommendation[] {
  const usedUp = spent.filter((amount) => amount >= limitNanoUsd).length
  if (usedUp >= leastUsedUp)
    return [{ kind: 'limit_below_use', subject, period, limitNanoUsd, usedUp, periods: spent.length }]
  const dearest = spent.toSorted(compareNanoUsd).at(-1) ?? 0n
  const savingNanoUsd = limitNanoUsd - roomFor * dearest
  const isFarAbove = dearest > 0n && limitNanoUsd > farAbove * dearest && savingNanoUsd >= leastSavingNanoUsd
  return isFarAbove && spent.length >= (leastPeriods[period] ?? Number.POSITIVE_INFINITY)
    ? [{ kind: 'limit_above_use', subject, period, limitNanoUsd, spentNanoUsd: dearest, savingNanoUsd }]
    : []
}
