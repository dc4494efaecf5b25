import type { Entry } from '../../../ledger/entry.ts'
import type { Hold } from '../../../ledger/hold.ts'
import { IdempotencyConflictError } from '../../../ledger/idempotency-conflict-error.ts'
import type {
  Booking,
  CorrectRequest,
  CorrectResult,
  RecordRequest,
  SettleRequest,
  SettleResult,
  VoidRequest,
  VoidResult,
} from '../../../ledger/requests.ts'
import { assertNonNegative, type NanoUsd } from '../../../money/nano-usd.ts'
import type { Entries } from './entries.ts'
import { type Holding, toHold } from './holding.ts'
import type { Posting } from './posting.ts'
import { isBookedAt, isFor } from './same-content.ts'

interface Correction extends CorrectRequest {
  /** As in a settlement; undefined keeps what the corrected entry says. */
  readonly free?: boolean
  readonly cautions?: Entry['cautions']
}

/** Ends holds and books entries. Inside a write. */
export class Settling {
  readonly #holding: Holding
  readonly #posting: Posting
  readonly #entries: Entries

  constructor(parts: { holding: Holding; posting: Posting; entries: Entries }) {
    this.#holding = parts.holding
    this.#posting = parts.posting
    this.#entries = parts.entries
  }

  settle(request: SettleRequest): SettleResult {
    assertNonNegative(request.amountNanoUsd, 'a cost')
    const row = this.#holding.get(request.holdId)
    if (!row) return { kind: 'unknown_hold' }
    if (row.state === 'settled') return this.#repeatSettle(request)
    if (row.state === 'expired') return this.#settleLate(request)
    if (row.state === 'voided') return { kind: 'already_ended', state: row.state }
    this.#holding.end(row.id, 'settled', request.atMs)
    const hold = toHold(row)
    const booking = this.#posting.post(
      chargeOf(hold, {
        bookedAtMs: request.atMs,
        amountNanoUsd: request.amountNanoUsd,
        provenance: request.provenance,
        usage: request.usage,
        cautions: request.cautions ?? [],
        calls: 1,
        freeRequests: request.free && request.amountNanoUsd === 0n ? 1 : 0,
        overage: request.amountNanoUsd > hold.amountNanoUsd,
      }),
      hold.amountNanoUsd,
    )
    return { kind: 'settled', ...booking }
  }

  void({ holdId, failed, atMs }: VoidRequest): VoidResult {
    const row = this.#holding.get(holdId)
    if (!row) return { kind: 'unknown_hold' }
    if (row.state === 'voided') return { kind: 'voided' }
    if (row.state !== 'pending') return { kind: 'already_ended', state: row.state }
    this.#holding.end(holdId, 'voided', atMs)
    const hold = toHold(row)
    if (failed)
      this.#posting.post(
        chargeOf(hold, {
          bookedAtMs: atMs,
          amountNanoUsd: 0n,
          provenance: 'computed',
          usage: {},
          failedCalls: 1,
        }),
        hold.amountNanoUsd,
      )
    else this.#posting.release(hold, hold.amountNanoUsd)
    return { kind: 'voided' }
  }

  /** Books a pending hold as unresolved at the held amount. */
  expire(hold: Hold, atMs: number): Entry {
    this.#holding.end(hold.id, 'expired', atMs)
    const entry = chargeOf(hold, {
      bookedAtMs: atMs,
      amountNanoUsd: hold.amountNanoUsd,
      provenance: 'unresolved',
      usage: {},
      calls: 1,
    })
    return this.#posting.post(entry, hold.amountNanoUsd).entry
  }

  record(request: RecordRequest): Booking {
    assertNonNegative(request.amountNanoUsd, 'a cost')
    const existing = this.#entries.get(request.id)
    if (existing) {
      const isSame = existing.kind === 'charge' && isBookedAt(existing, request) && isFor(existing, request)
      if (!isSame) throw new IdempotencyConflictError(request.id, 'entry')
      return { entry: existing }
    }
    const { attribution, call } = request
    return this.#posting.post(
      {
        ...attribution,
        ...call,
        id: request.id,
        kind: 'charge',
        bookedAtMs: request.atMs,
        heldAtMs: request.atMs,
        amountNanoUsd: request.amountNanoUsd,
        provenance: request.provenance,
        calls: 1,
        failedCalls: 0,
        freeRequests: request.free && request.amountNanoUsd === 0n ? 1 : 0,
        usage: request.usage,
        overage: false,
        cautions: request.cautions ?? [],
        scopes: request.scopes.map(({ account }) => account),
      },
      0n,
    )
  }

  correct(request: Correction): CorrectResult {
    assertNonNegative(request.amountNanoUsd, 'a cost')
    const corrected = this.#entries.get(request.corrects)
    if (!corrected || corrected.kind === 'reversal') return { kind: 'unknown_entry' }
    const replacement = this.#entries.replacementOf(corrected.id)
    if (replacement) return this.#repeatCorrection(replacement, request)
    if (this.#entries.get(request.id)) throw new IdempotencyConflictError(request.id, 'entry')
    const lines = { bookedAtMs: request.atMs, corrects: corrected.id }
    this.#posting.post(
      {
        ...corrected,
        ...lines,
        id: `${request.id}:reversal`,
        kind: 'reversal',
        amountNanoUsd: -corrected.amountNanoUsd,
        calls: -corrected.calls,
        failedCalls: -corrected.failedCalls,
        freeRequests: -corrected.freeRequests,
        cautions: [],
      },
      0n,
    )
    const booking = this.#posting.post(
      {
        ...corrected,
        ...lines,
        id: request.id,
        kind: 'replacement',
        amountNanoUsd: request.amountNanoUsd,
        provenance: request.provenance,
        usage: request.usage,
        cautions: request.cautions ?? corrected.cautions,
        calls: 1,
        failedCalls: 0,
        freeRequests: request.amountNanoUsd === 0n && (request.free ?? corrected.freeRequests > 0) ? 1 : 0,
        overage: this.#isOverage(corrected, request.amountNanoUsd),
      },
      0n,
    )
    return { kind: 'corrected', ...booking }
  }

  #isOverage({ holdId }: Entry, amountNanoUsd: NanoUsd): boolean {
    const hold = holdId === undefined ? undefined : this.#holding.get(holdId)
    return hold !== undefined && amountNanoUsd > hold.amountNanoUsd
  }

  #repeatSettle(request: SettleRequest): SettleResult {
    const entry = this.#entries.ofHold(request.holdId)
    if (!entry || !isBookedAt(entry, request))
      throw new IdempotencyConflictError(request.holdId, 'settlement')
    return { kind: 'settled', entry }
  }

  /** The provider's answer to a hold that was booked as unresolved meanwhile. */
  #settleLate(request: SettleRequest): SettleResult {
    const unresolved = entryIdOf(request.holdId)
    const result = this.correct({ ...request, id: `${unresolved}:late`, corrects: unresolved })
    return result.kind === 'corrected' ? result : { kind: 'already_ended', state: 'expired' }
  }

  #repeatCorrection(replacement: Entry, request: Correction): CorrectResult {
    if (replacement.id !== request.id) return { kind: 'already_corrected', by: replacement.id }
    if (!isBookedAt(replacement, request)) throw new IdempotencyConflictError(request.id, 'correction')
    return { kind: 'corrected', entry: replacement }
  }
}

/** The id of the entry that ends a hold. */
export function entryIdOf(holdId: string): string {
  return `${holdId}:entry`
}

interface ChargeFields {
  readonly bookedAtMs: number
  readonly amountNanoUsd: NanoUsd
  readonly provenance: Entry['provenance']
  readonly usage: Entry['usage']
  readonly calls?: number
  readonly failedCalls?: number
  readonly freeRequests?: number
  readonly overage?: boolean
  readonly cautions?: Entry['cautions']
}

function chargeOf(hold: Hold, fields: ChargeFields): Entry {
  const { id, state: _state, expiresAtMs: _expires, ...held } = hold
  return {
    ...held,
    calls: 0,
    failedCalls: 0,
    freeRequests: 0,
    overage: false,
    cautions: [],
    ...fields,
    id: entryIdOf(id),
    holdId: id,
    kind: 'charge',
  }
}
