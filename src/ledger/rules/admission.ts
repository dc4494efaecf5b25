import { assertNonNegative, compareNanoUsd, type NanoUsd } from '../../money/nano-usd.ts'
import type { Attribution } from '../attribution.ts'
import { type LimitState, leftOf, type ScopeLimit } from '../limit-state.ts'
import type { HoldRequest, HoldResult } from '../requests.ts'
import { isFuller, type SubjectAccount, scopeAccount } from './accounts.ts'
import { heldChanges } from './booking.ts'
import { type BooksView, type Decision, type StoredHold, unchanged } from './decision.ts'
import { repeatedHold } from './idempotency.ts'

/** All limits that bind a call: of its task and scope, then of every period of everybody whom it counts for. */
export function limitsOn(
  books: BooksView,
  attribution: Attribution,
  scopes: readonly ScopeLimit[],
  atMs: number,
): readonly LimitState[] {
  const ofScopes = scopes.flatMap((scope) => scopeLimitState(books, scope) ?? [])
  const ofSubjects = books
    .subjectAccountsOf(attribution, atMs)
    .flatMap((account) => subjectLimitState(books, account) ?? [])
  return [...ofScopes, ...tightestOfEachPeriod(ofSubjects)]
}

/**
 * Of several periods of one kind, as there are after a move to another time zone, the one of which most is used.
 *
 * @param limits those of one subject and kind of period beside each other
 */
function tightestOfEachPeriod(limits: readonly LimitState[]): readonly LimitState[] {
  const tightest: LimitState[] = []
  for (const limit of limits) {
    const last = tightest.at(-1)
    if (last?.subject !== limit.subject || last.period !== limit.period) tightest.push(limit)
    else if (isFuller(endOf(limit), endOf(last))) tightest[tightest.length - 1] = limit
  }
  return tightest
}

function endOf(limit: LimitState) {
  return { ...limit, endMs: limit.resetsAtMs ?? 0 }
}

/**
 * Sets aside as much of the amount as every hard limit leaves, if that is at least what the call needs; else names
 * the tightest limit. `spent + held + amount <= limit` admits: of 1.00 with 0.60 spent and 0.10 held, 0.30 is
 * admitted whole; 0.40 is refused, or admitted as 0.30 when at least 0.25 is asked for, unless the request is patient: without
 * the 0.10 that is held it would fit. Soft limits refuse nothing.
 *
 * @param existing the hold that has the id already, whose first result is the answer.
 * @throws {InvalidAmountError} for negative amounts.
 * @throws {IdempotencyConflictError} when the id stands for another hold.
 */
export function decideHold(
  books: BooksView,
  existing: StoredHold | undefined,
  request: HoldRequest,
): Decision<HoldResult> {
  const atLeastNanoUsd = request.atLeastNanoUsd ?? request.amountNanoUsd
  assertAmounts(request, atLeastNanoUsd)
  if (existing) return unchanged(repeatedHold(existing, request))

  const limits = limitsOn(books, request.attribution, request.scopes, request.heldAtMs)
  const hard = limits.filter(({ mode }) => mode === 'hard')
  const amountNanoUsd = largestAdmitted(hard, request.amountNanoUsd)
  const requestedNanoUsd = request.patient ? leastOnceHoldsEnd(hard, request, atLeastNanoUsd) : atLeastNanoUsd
  const refusing = amountNanoUsd < requestedNanoUsd && tightest(hard, requestedNanoUsd)
  if (refusing) return unchanged({ kind: 'refused', refusal: { ...refusing, requestedNanoUsd } })

  const hold = newHold(request, amountNanoUsd)
  const soft = limits.filter(({ mode }) => mode === 'soft')
  return {
    outcome: { kind: 'held', hold, exceededSoftLimits: exceeded(soft, amountNanoUsd) },
    changes: {
      hold: { ...hold, requestedNanoUsd: request.amountNanoUsd },
      balances: heldChanges(books, hold, amountNanoUsd),
    },
  }
}

/** What a patient request waits for: all that it wants, or what is not spent of it; its least where that is less. */
function leastOnceHoldsEnd(
  limits: readonly LimitState[],
  { amountNanoUsd }: HoldRequest,
  atLeastNanoUsd: NanoUsd,
): NanoUsd {
  const later = largestAdmitted(withoutHeld(limits), amountNanoUsd)
  return later > atLeastNanoUsd ? later : atLeastNanoUsd
}

/** The limit to name: one that is spent goes before one of which much is only held. */
function tightest(limits: readonly LimitState[], amountNanoUsd: NanoUsd): LimitState | undefined {
  const [spent] = exceeded(withoutHeld(limits), amountNanoUsd)
  const [first] = exceeded(limits, amountNanoUsd)
  if (!spent) return first
  return limits.find(({ subject, period }) => subject === spent.subject && period === spent.period)
}

function withoutHeld(limits: readonly LimitState[]): readonly LimitState[] {
  return limits.map((limit) => ({ ...limit, heldNanoUsd: 0n }))
}

/** As much of `wanted` as every limit leaves; never below zero. */
export function largestAdmitted(limits: readonly LimitState[], wanted: NanoUsd): NanoUsd {
  return limits.reduce((least, limit) => (leftOf(limit) < least ? leftOf(limit) : least), wanted)
}

/** The limits that an amount goes past, tightest first. `spent + held + amount == limit` still fits. */
export function exceeded(limits: readonly LimitState[], amountNanoUsd: NanoUsd): readonly LimitState[] {
  return limits
    .filter((limit) => excessNanoUsd(limit, amountNanoUsd) > 0n)
    .sort((a, b) => compareNanoUsd(excessNanoUsd(b, amountNanoUsd), excessNanoUsd(a, amountNanoUsd)))
}

function excessNanoUsd({ limitNanoUsd, spentNanoUsd, heldNanoUsd }: LimitState, amount: NanoUsd): NanoUsd {
  return spentNanoUsd + heldNanoUsd + amount - limitNanoUsd
}

function assertAmounts({ amountNanoUsd, scopes }: HoldRequest, atLeastNanoUsd: NanoUsd): void {
  assertNonNegative(amountNanoUsd, 'a hold')
  assertNonNegative(atLeastNanoUsd, 'the least of a hold')
  for (const { limitNanoUsd } of scopes)
    if (limitNanoUsd !== undefined) assertNonNegative(limitNanoUsd, "a scope's limit")
}

function scopeLimitState(
  books: BooksView,
  { account, kind, limitNanoUsd }: ScopeLimit,
): LimitState | undefined {
  if (limitNanoUsd === undefined) return undefined
  return { kind, subject: account, mode: 'hard', limitNanoUsd, ...books.balanceOf(scopeAccount(account)) }
}

function subjectLimitState(books: BooksView, account: SubjectAccount): LimitState | undefined {
  const { subject, period, endMs } = account
  const budget = books.budgetOf(subject, period)
  if (!budget) return undefined
  const { mode, limitNanoUsd } = budget
  const { kind, name } = subject
  return { kind, subject: name, period, mode, limitNanoUsd, ...books.balanceOf(account), resetsAtMs: endMs }
}

function newHold(request: HoldRequest, amountNanoUsd: NanoUsd) {
  return {
    ...request.attribution,
    ...request.call,
    id: request.id,
    state: 'pending' as const,
    amountNanoUsd,
    heldAtMs: request.heldAtMs,
    expiresAtMs: request.expiresAtMs,
    scopes: request.scopes.map(({ account }) => account),
  }
}
