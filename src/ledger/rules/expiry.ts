import type { Entry } from '../entry.ts'
import type { ExpireResult } from '../requests.ts'
import { bookingOf } from './booking.ts'
import { chargeOf } from './charges.ts'
import { type BooksView, type Decision, type StoredHold, unchanged } from './decision.ts'

/** How long a hold outlives the time that its call may take, so that an answer at the last moment still finds it. */
const holdGraceMs = 60_000

/** From when on a hold may be booked as unresolved: held at 12:00:00 for a call of 2 minutes, from 12:03:00. */
export function holdExpiresAtMs(heldAtMs: number, timeoutMs: number): number {
  return heldAtMs + timeoutMs + holdGraceMs
}

/** Books a pending hold as unresolved, at what was held: nobody told what it came to. */
export function decideExpiry(
  books: BooksView,
  hold: StoredHold | undefined,
  atMs: number,
): Decision<ExpireResult> {
  if (!hold) return unchanged({ kind: 'unknown_hold' })
  if (hold.state === 'expired') return unchanged({ kind: 'expired' })
  if (hold.state !== 'pending') return unchanged({ kind: 'already_ended', state: hold.state })
  const { amountNanoUsd } = hold
  const entry: Entry = chargeOf(hold, { amountNanoUsd, provenance: 'unresolved', usage: {} }, atMs)
  return {
    outcome: { kind: 'expired' },
    changes: {
      ...bookingOf(books, [entry], amountNanoUsd),
      ended: { id: hold.id, state: 'expired', atMs },
    },
  }
}
