import { assertNonNegative } from '../../money/nano-usd.ts'
import type { Entry } from '../entry.ts'
import { IdempotencyConflictError } from '../idempotency-conflict-error.ts'
import type { Booking, CorrectRequest, CorrectResult } from '../requests.ts'
import { bookingOf } from './booking.ts'
import { type CallCost, freeRequestsOf, isOverage } from './charges.ts'
import { type BooksView, type Decision, type StoredHold, unchanged } from './decision.ts'
import { isBookedAt } from './idempotency.ts'

/** The rows that decide about a correction. */
export interface CorrectionRows {
  /** The entry to be corrected. */
  readonly corrected: Entry | undefined
  /** What replaces it already. */
  readonly replacement: Entry | undefined
  /** The entry that has the correction's id already. */
  readonly sameId: Entry | undefined
  /** The hold that the corrected entry ended, if one did. */
  readonly hold: StoredHold | undefined
}

/** A correction, by hand or by a late answer, which may also tell whether the call was free or served at all, and give cautions. */
export type Correction = CorrectRequest &
  Pick<CallCost, 'free' | 'cautions' | 'servedModel'> &
  Partial<Pick<Entry, 'calls' | 'failedCalls'>>

type CompleteCorrection = Correction & Pick<Entry, 'usage'>

/**
 * Corrects an entry by two lines: 0.05 that was 0.03 leaves a reversal of -0.05 and a replacement of 0.03, in the
 * periods in which the money was held. An entry is corrected once; after that its replacement may be.
 *
 * @throws {InvalidAmountError} for a negative cost.
 * @throws {IdempotencyConflictError} when the id stands for another entry or correction.
 */
export function decideCorrection(
  books: BooksView,
  { corrected, replacement, sameId, hold }: CorrectionRows,
  request: Correction,
): Decision<CorrectResult> {
  assertNonNegative(request.amountNanoUsd, 'a cost')
  if (!corrected || corrected.kind === 'reversal') return unchanged({ kind: 'unknown_entry' })
  const correction = { ...request, usage: request.usage ?? corrected.usage }
  if (replacement) return unchanged(repeatedCorrection(replacement, correction))
  if (sameId) throw new IdempotencyConflictError(request.id, 'entry')
  return correctionOf(books, corrected, correction, hold)
}

/** The two lines of a correction that nothing speaks against. */
export function correctionOf(
  books: BooksView,
  corrected: Entry,
  correction: CompleteCorrection,
  hold: StoredHold | undefined,
): Decision<{ readonly kind: 'corrected' } & Booking> {
  const entry = replacementOf(corrected, correction, hold)
  const changes = bookingOf(books, [reversalOf(corrected, correction), entry], 0n)
  return { outcome: { kind: 'corrected', entry, milestoneUsd: changes.milestone?.dollars }, changes }
}

function repeatedCorrection(replacement: Entry, request: CompleteCorrection): CorrectResult {
  if (replacement.id !== request.id) return { kind: 'already_corrected', by: replacement.id }
  if (!isBookedAt(replacement, request)) throw new IdempotencyConflictError(request.id, 'correction')
  return { kind: 'corrected', entry: replacement }
}

/** Takes out of every sum what the corrected entry put into it. */
function reversalOf(corrected: Entry, { id, atMs }: Correction): Entry {
  return {
    ...corrected,
    id: `${id}:reversal`,
    kind: 'reversal',
    corrects: corrected.id,
    bookedAtMs: atMs,
    amountNanoUsd: -corrected.amountNanoUsd,
    calls: -corrected.calls,
    failedCalls: -corrected.failedCalls,
    freeRequests: -corrected.freeRequests,
    cautions: [],
  }
}

function replacementOf(corrected: Entry, request: CompleteCorrection, hold: StoredHold | undefined): Entry {
  const { amountNanoUsd, free = corrected.freeRequests > 0, calls = 1, failedCalls = 0 } = request
  return {
    ...corrected,
    id: request.id,
    kind: 'replacement',
    corrects: corrected.id,
    bookedAtMs: request.atMs,
    amountNanoUsd,
    provenance: request.provenance,
    usage: request.usage,
    servedModel: request.servedModel ?? corrected.servedModel,
    cautions: request.cautions ?? corrected.cautions,
    calls,
    failedCalls,
    freeRequests: freeRequestsOf({ amountNanoUsd, free }),
    overage: hold !== undefined && isOverage(amountNanoUsd, hold),
  }
}
