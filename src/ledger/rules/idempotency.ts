import { isDeepStrictEqual } from 'node:util'
import type { Attribution, CallDescription } from '../attribution.ts'
import type { Entry } from '../entry.ts'
import { IdempotencyConflictError } from '../idempotency-conflict-error.ts'
import type { HoldRequest, HoldResult } from '../requests.ts'
import type { StoredHold } from './decision.ts'

/** What a request for an id must repeat, so that the first result is its answer. Times may differ: a retry is later. */
export interface RequestedFor {
  readonly attribution: Attribution
  readonly call: CallDescription
  readonly scopes: readonly { readonly account: string }[]
}

/**
 * The answer to a hold that is asked for again.
 *
 * @throws {IdempotencyConflictError} when the id was used for something else.
 */
export function repeatedHold(existing: StoredHold, request: HoldRequest): HoldResult {
  const { requestedNanoUsd, ...hold } = existing
  if (requestedNanoUsd !== request.amountNanoUsd || !isFor(existing, request))
    throw new IdempotencyConflictError(request.id, 'hold')
  return { kind: 'held', hold, exceededSoftLimits: [] }
}

/** Whether a stored hold or entry is for the same attribution, call and scopes; an empty name counts as none. */
export function isFor(
  stored: Attribution & CallDescription & Pick<Entry, 'scopes'>,
  { attribution, call, scopes }: RequestedFor,
): boolean {
  return (
    stored.tenant === attribution.tenant &&
    stored.user === (attribution.user || undefined) &&
    stored.workflow === (attribution.workflow || undefined) &&
    stored.task === attribution.task &&
    stored.depth === attribution.depth &&
    stored.provider === call.provider &&
    stored.model === call.model &&
    stored.operation === call.operation &&
    stored.priceVersion === call.priceVersion &&
    isDeepStrictEqual(
      stored.scopes,
      scopes.map(({ account }) => account),
    )
  )
}

/** Whether an entry was booked with this cost. */
export function isBookedAt(
  entry: Entry,
  cost: Pick<Entry, 'amountNanoUsd' | 'provenance' | 'usage'>,
): boolean {
  return (
    entry.amountNanoUsd === cost.amountNanoUsd &&
    entry.provenance === cost.provenance &&
    isDeepStrictEqual(asStored(entry.usage), asStored(cost.usage))
  )
}

/** Without the undefined fields, which no store keeps. */
function asStored(usage: Entry['usage']): unknown {
  return JSON.parse(JSON.stringify(usage))
}
