import { assertNonNegative } from '../../money/nano-usd.ts'
import type { Entry } from '../entry.ts'
import { IdempotencyConflictError } from '../idempotency-conflict-error.ts'
import type { Recorded, RecordRequest } from '../requests.ts'
import { bookingOf } from './booking.ts'
import { freeRequestsOf } from './charges.ts'
import { type BooksView, type Decision, unchanged } from './decision.ts'
import { isBookedAt, isFor } from './idempotency.ts'

/**
 * Books what was spent without a hold; no limit refuses it.
 *
 * @param existing the entry that has the id already, whose first result is the answer.
 * @throws {InvalidAmountError} for a negative cost.
 * @throws {IdempotencyConflictError} when the id stands for another entry.
 */
export function decideRecord(
  books: BooksView,
  existing: Entry | undefined,
  request: RecordRequest,
): Decision<Recorded> {
  assertNonNegative(request.amountNanoUsd, 'a cost')
  if (existing) {
    const isSame = existing.kind === 'charge' && isBookedAt(existing, request) && isFor(existing, request)
    if (!isSame) throw new IdempotencyConflictError(request.id, 'entry')
    return unchanged({ kind: 'recorded', entry: existing })
  }
  const entry: Entry = {
    ...request.attribution,
    ...request.call,
    id: request.id,
    kind: 'charge',
    bookedAtMs: request.atMs,
    heldAtMs: request.atMs,
    amountNanoUsd: request.amountNanoUsd,
    provenance: request.provenance,
    calls: request.counts?.calls ?? 1,
    failedCalls: 0,
    freeRequests: request.counts?.freeRequests ?? freeRequestsOf(request),
    usage: request.usage,
    overage: false,
    cautions: request.cautions ?? [],
    scopes: request.scopes.map(({ account }) => account),
  }
  const changes = bookingOf(books, [entry], 0n, request.followedByNanoUsd)
  return { outcome: { kind: 'recorded', entry, milestoneUsd: changes.milestone?.dollars }, changes }
}
