import { assertNonNegative } from '../../money/nano-usd.ts'
import type { Entry } from '../entry.ts'
import { IdempotencyConflictError } from '../idempotency-conflict-error.ts'
import type { SettleRequest, SettleResult, VoidRequest, VoidResult } from '../requests.ts'
import { bookingOf, heldChanges } from './booking.ts'
import { chargeOf, entryIdOf, failedCallOf } from './charges.ts'
import { correctionOf } from './corrections.ts'
import { type BooksView, type Decision, type StoredHold, unchanged } from './decision.ts'
import { isBookedAt } from './idempotency.ts'

/** The rows that decide how a hold ends: the hold, and what its end left behind where it has ended. */
export interface EndingRows {
  readonly hold: StoredHold | undefined
  /** The entry that ended the hold. */
  readonly charge: Entry | undefined
  /** What it stands at: the last of its replacements, or itself. */
  readonly standing: Entry | undefined
  /** The correction that a late answer has made. */
  readonly late: Entry | undefined
}

/** The id of the correction that a late answer makes. */
export function lateCorrectionIdOf(holdId: string): string {
  return `${entryIdOf(holdId)}:late`
}

/**
 * Books what a held call came to, whatever that is: 0.07 on a hold of 0.05 is booked in full, as an overage. The
 * answer to a hold that has expired corrects what its unresolved entry stands at; the same settlement again is answered with the
 * first result. What is to be kept is kept with either.
 *
 * @throws {InvalidAmountError} for a negative cost.
 * @throws {IdempotencyConflictError} when the hold was settled with another cost.
 */
export function decideSettlement(
  books: BooksView,
  rows: EndingRows,
  request: SettleRequest,
): Decision<SettleResult> {
  assertNonNegative(request.amountNanoUsd, 'a cost')
  const { outcome, changes } = settlementOf(books, rows, request)
  const isBooked = outcome.kind === 'settled' || outcome.kind === 'corrected'
  return { outcome, changes: isBooked ? { ...changes, keep: request.keep } : changes }
}

function settlementOf(books: BooksView, rows: EndingRows, request: SettleRequest): Decision<SettleResult> {
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

function repeatedSettlement({ charge }: EndingRows, request: SettleRequest): SettleResult {
  if (!charge || !isBookedAt(charge, request))
    throw new IdempotencyConflictError(request.holdId, 'settlement')
  return { kind: 'settled', entry: charge }
}

/**
 * The provider's answer to a hold that was booked as unresolved meanwhile corrects what that stands at, also where somebody has
 * corrected it by hand: the answer was read from the wire, and their word stays in the lines before it and in the audit trail. What is
 * only estimated of it does not go before a hand's word.
 */
function settledLate(
  books: BooksView,
  { hold, charge, standing, late }: EndingRows,
  request: SettleRequest,
): Decision<SettleResult> {
  if (!charge || !standing) return unchanged({ kind: 'already_ended', state: 'expired' })
  if (late) {
    if (!isBookedAt(late, request)) throw new IdempotencyConflictError(late.id, 'correction')
    return unchanged({ kind: 'corrected', entry: late })
  }
  if (standing !== charge && request.provenance === 'estimated')
    return unchanged({ kind: 'corrected', entry: standing })
  const id = lateCorrectionIdOf(request.holdId)
  return correctionOf(books, standing, { ...request, id, corrects: standing.id }, hold)
}

/**
 * Frees the money of a call that was surely not billed. One that left and failed leaves a line of no cost. Of a hold that was booked as
 * unresolved meanwhile, the line is corrected to nothing, unless somebody has corrected it by hand.
 */
export function decideVoid(
  books: BooksView,
  rows: EndingRows,
  { holdId, failed, atMs }: VoidRequest,
): Decision<VoidResult> {
  const { hold, charge, standing, late } = rows
  if (!hold) return unchanged({ kind: 'unknown_hold' })
  if (hold.state === 'voided') return unchanged({ kind: 'voided' })
  if (late?.calls === 0) return unchanged({ kind: 'corrected', entry: late })
  if (hold.state === 'expired' && charge && standing === charge) {
    const nothing = {
      id: lateCorrectionIdOf(holdId),
      corrects: charge.id,
      amountNanoUsd: 0n,
      usage: {},
      atMs,
    }
    const counts = { calls: 0, failedCalls: failed ? 1 : 0 }
    return correctionOf(books, charge, { ...nothing, provenance: 'computed', free: false, ...counts }, hold)
  }
  if (hold.state !== 'pending') return unchanged({ kind: 'already_ended', state: hold.state })
  const freed = failed
    ? bookingOf(books, [failedCallOf(hold, atMs)], hold.amountNanoUsd)
    : { balances: heldChanges(books, hold, -hold.amountNanoUsd) }
  return {
    outcome: { kind: 'voided' },
    changes: { ...freed, ended: { id: hold.id, state: 'voided', atMs } },
  }
}
