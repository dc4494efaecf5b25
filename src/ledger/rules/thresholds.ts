import type { NanoUsd } from '../../money/nano-usd.ts'
import { type Alert, type AlertPlace, type ThresholdPercent, thresholdsPercent } from '../alert.ts'
import type { Period } from '../period.ts'
import type { SubjectAccount } from './accounts.ts'
import type { BooksView } from './decision.ts'

/** The thresholds that are watched for a period: of an hour only that it is used up. */
function thresholdsOf(period: Period): readonly ThresholdPercent[] {
  return period === 'hour' ? [100] : thresholdsPercent
}

/**
 * The highest threshold that `spent` of `limit` has reached, undefined below the first: of a day's 20.00, 50 from
 * 10.00 on, 75 from 15.00, 90 from 18.00, 100 from 20.00. A limit of zero is reached by the first spend.
 */
export function thresholdReached(
  period: Period,
  spentNanoUsd: NanoUsd,
  limitNanoUsd: NanoUsd,
): ThresholdPercent | undefined {
  if (spentNanoUsd <= 0n) return undefined
  return thresholdsOf(period).findLast((percent) => spentNanoUsd * 100n >= limitNanoUsd * BigInt(percent))
}

/**
 * The alert that an account's spend now calls for: of the highest threshold it has reached, unless that or a higher
 * one has its alert already. A jump from 40 to 92 % raises one, for 90; the next spend at 95 % raises none.
 *
 * @param addedNanoUsd what is being booked to the account.
 */
export function alertToRaise(
  books: Pick<BooksView, 'balanceOf' | 'budgetOf' | 'highestAlertOf'>,
  account: SubjectAccount,
  addedNanoUsd: NanoUsd,
  atMs: number,
): Omit<Alert, 'id'> | undefined {
  const { account: subject, period, startMs } = account
  const budget = books.budgetOf(subject, period)
  if (!budget) return undefined
  const { limitNanoUsd, revision } = budget
  const spentNanoUsd = books.balanceOf(account).spentNanoUsd + addedNanoUsd
  const thresholdPercent = thresholdReached(period, spentNanoUsd, limitNanoUsd)
  if (thresholdPercent === undefined) return undefined
  const place: AlertPlace = { subject, period, periodStartMs: startMs, revision }
  if (books.highestAlertOf(place) >= thresholdPercent) return undefined
  return { ...place, thresholdPercent, spentNanoUsd, limitNanoUsd, createdAtMs: atMs }
}
