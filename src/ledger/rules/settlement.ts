import { assertNonNegative } from '../../money/nano-usd.ts'
import { IdempotencyConflictError } from '../idempotency-conflict-error.ts'
import type { SettleRequest, SettleResult, VoidRequest, VoidResult } from '../requests.ts'
import { bookingOf, heldChanges } from './booking.ts'
import { chargeOf, entryIdOf, failureOf } from './charges.ts'
import { type CorrectionRows, decideCorrection } from './corrections.ts'
import { type BooksView, type Decision, type StoredHold, unchanged } from './decision.ts'
import { isBookedAt } from './idempotency.ts'

/** The rows that decide about a settlement: the hold, and what its end left behind where it has ended. */
export interface SettlementRows extends Pick<CorrectionRows, 'hold' | 'replacement' | 'sameId'> {
  /** The entry that ended the hold. */
  readonly charge: CorrectionRows['corrected']
}

/** The id of the correction that a late answer makes. */
export function lateCorrectionIdOf(holdId: string): string {
  return `${entryIdOf(holdId)}:late`
}

/**
 * Books what a held call came to, whatever that is: 0.07 on a hold of 0.05 is booked in full, as an overage. The
 * answer to a hold that has expired corrects its unresolved entry; the same settlement again is answered with the
 * first result. What is to be kept is kept with either.
 *
 * @throws {InvalidAmountError} for a negative cost.
 * @throws {IdempotencyConflictError} when the hold was settled with another cost.
 */
export function decideSettlement(
  books: BooksView,
  rows: SettlementRows,
  request: SettleRequest,
): Decision<SettleResult> {
  assertNonNegative(request.amountNanoUsd, 'a cost')
  const { outcome, changes } = settlementOf(books, rows, request)
  const isBooked = outcome.kind === 'settled' || outcome.kind === 'corrected'
  return { outcome, changes: isBooked ? { ...changes, keep: request.keep } : changes }
}

function settlementOf(
  books: BooksView,
  rows: SettlementRows,
  request: SettleRequest,
): Decision<SettleResult> {
  const { hold } = rows
  if (!hold) return unchanged({ kind: 'unknown_hold' })
  switch (hold.state) {
    case 'pending':
      return settled(books, hold, request)
    case 'settled':
      return unchanged(repeatedSettlement(rows, request))
    case 'expired':
      return settledLate(books, rows, request)
    case 'voided':
      return unchanged({ kind: 'already_ended', state: 'voided' })
    default:
      return hold.state satisfies never
  }
}

function settled(books: BooksView, hold: StoredHold, request: SettleRequest): Decision<SettleResult> {
  const entry = chargeOf(hold, request, request.atMs)
  const booking = bookingOf(books, [entry], hold.amountNanoUsd)
  return {
    outcome: { kind: 'settled', entry, milestoneUsd: booking.milestone?.dollars },
    changes: { ...booking, ended: { id: hold.id, state: 'settled', atMs: request.atMs } },
  }
}

function repeatedSettlement({ charge }: SettlementRows, request: SettleRequest): SettleResult {
  if (!charge || !isBookedAt(charge, request))
    throw new IdempotencyConflictError(request.holdId, 'settlement')
  return { kind: 'settled', entry: charge }
}

/** The provider's answer to a hold that was booked as unresolved meanwhile. */
function settledLate(
  books: BooksView,
  { charge, ...rows }: SettlementRows,
  request: SettleRequest,
): Decision<SettleResult> {
  const correction = {
    ...request,
    id: lateCorrectionIdOf(request.holdId),
    corrects: entryIdOf(request.holdId),
  }
  const { outcome, changes } = decideCorrection(books, { ...rows, corrected: charge }, correction)
  return outcome.kind === 'corrected'
    ? { outcome, changes }
    : unchanged({ kind: 'already_ended', state: 'expired' })
}

/** Frees the money of a call that was surely not billed. One that left and failed leaves a line of no cost. */
export function decideVoid(
  books: BooksView,
  hold: StoredHold | undefined,
  { failed, atMs }: VoidRequest,
): Decision<VoidResult> {
  if (!hold) return unchanged({ kind: 'unknown_hold' })
  if (hold.state === 'voided') return unchanged({ kind: 'voided' })
  if (hold.state !== 'pending') return unchanged({ kind: 'already_ended', state: hold.state })
  const freed = failed
    ? bookingOf(books, [failureOf(hold, atMs)], hold.amountNanoUsd)
    : { balances: heldChanges(books, hold, -hold.amountNanoUsd) }
  return {
    outcome: { kind: 'voided' },
    changes: { ...freed, ended: { id: hold.id, state: 'voided', atMs } },
  }
}
