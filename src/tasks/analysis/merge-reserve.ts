import { BudgetRefusedError, refusalIn } from '../../budget/budget-refused-error.ts'
import { currentRequestTracker, trackRequestBudget } from '../../budget/request-scope.ts'
import { type LimitState, type Refusal, unspentOf } from '../../ledger/limit-state.ts'

/** Of what is left, so much in a hundred is kept for putting the parts together. */
const mergeReservePercent = 15n

/**
 * Runs `work` with less than what is left, so that something remains for the merge. A refusal by the reserve is told as one by the
 * limit that it is kept from, with the reserve counted among what was asked for.
 *
 * @param tightestLimit on the running code, asked before and after; undefined when nothing limits.
 */
export async function underReserve<T extends { readonly refusal: Refusal | undefined }>(
  tightestLimit: () => Promise<LimitState | undefined>,
  work: () => Promise<T>,
): Promise<T> {
  const before = await tightestLimit()
  if (!before) return work()
  // What is held for others now may come back while this reads: the limit itself goes on counting it.
  const leftNanoUsd = unspentOf(before)
  const reserveNanoUsd = (leftNanoUsd * mergeReservePercent) / 100n
  const id = `${currentRequestTracker().id}/reading@${leftNanoUsd}`
  const explained = async (refusal: Refusal): Promise<Refusal> => {
    if (refusal.subject !== id) return refusal
    const limit = (await tightestLimit()) ?? before
    return { ...limit, requestedNanoUsd: refusal.requestedNanoUsd + reserveNanoUsd }
  }
  try {
    const done = await trackRequestBudget({ totalNanoUsd: leftNanoUsd - reserveNanoUsd, id }, work)
    return done.refusal ? { ...done, refusal: await explained(done.refusal) } : done
  } catch (error) {
    const refused = refusalIn(error)
    throw refused ? new BudgetRefusedError(await explained(refused.refusal)) : error
  }
}
