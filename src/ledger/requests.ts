import type { NanoUsd } from '../money/nano-usd.ts'
import type { Caution } from '../pricing/caution.ts'
import type { Usage } from '../pricing/usage.ts'
import type { Attribution, CallDescription } from './attribution.ts'
import type { Entry, Provenance } from './entry.ts'
import type { Hold, HoldState } from './hold.ts'
import type { JournalLine } from './journal.ts'
import type { LimitState, Refusal, ScopeLimit } from './limit-state.ts'

export interface HoldRequest {
  /** Made by the caller; the idempotency key. */
  readonly id: string
  /** What the call costs at most. */
  readonly amountNanoUsd: NanoUsd
  /** Admit less than `amountNanoUsd`, but at least this, when the limits do not leave more. Default: all or nothing. */
  readonly atLeastNanoUsd?: NanoUsd | undefined
  /**
   * Refuse rather than admit less than there will be once the holds of others have ended: the caller waits for that.
   * Default: what there is now is enough.
   */
  readonly patient?: boolean | undefined
  readonly attribution: Attribution
  /** Under which the workflow of the attribution is run. */
  readonly claim?: number | undefined
  readonly call: CallDescription
  readonly scopes: readonly ScopeLimit[]
  readonly heldAtMs: number
  /** From then on the hold may be booked as unresolved, epoch milliseconds. */
  readonly expiresAtMs: number
}

export type HoldResult =
  | { readonly kind: 'held'; readonly hold: Hold; readonly exceededSoftLimits: readonly LimitState[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | LostWorkflow

/** The workflow is not run under the claim any more: it has ended, or somebody else has claimed it. Nothing was changed. */
interface LostWorkflow {
  readonly kind: 'lost_workflow'
}

export interface SettleRequest {
  readonly holdId: string
  readonly amountNanoUsd: NanoUsd
  readonly provenance: Provenance
  readonly usage: Usage
  /** As the reply names the model that answered. */
  readonly servedModel?: string | undefined
  readonly cautions?: readonly Caution[]
  /** Whether a cost of zero counts as a free request (not for local models). */
  readonly free?: boolean
  readonly atMs: number
  /**
   * Kept in the transaction that books the cost, instead of what was in its place, so that no crash leaves a call
   * paid and its answer lost. Not kept when nothing is booked (`unknown_hold`, `already_ended`), nor when the workflow is not run
   * under the line's claim any more: what was spent is booked all the same.
   */
  readonly keep?: JournalLine | undefined
  /**
   * Whoever asks does not rely on it beyond a loss of power: until it is on the disk its hold stands for it there, and is unresolved
   * afterwards.
   */
  readonly mayWaitForDisk?: boolean | undefined
}

/** Whole dollars of the bot's lifetime spend that this booking passed, the highest only. */
export interface Booking {
  readonly entry: Entry
  readonly milestoneUsd?: bigint | undefined
}

export type SettleResult =
  | ({ readonly kind: 'settled' } & Booking)
  /** The hold had expired; its unresolved entry was corrected, or stands corrected by hand and is known better than the answer. */
  | ({ readonly kind: 'corrected' } & Booking)
  | { readonly kind: 'unknown_hold' }
  | { readonly kind: 'already_ended'; readonly state: HoldState }

export interface VoidRequest {
  readonly holdId: string
  /** The call left, failed and was not billed: counts as a failed call. False when it never left. */
  readonly failed: boolean
  readonly atMs: number
}

export type VoidResult =
  | { readonly kind: 'voided' }
  /** The hold had expired; its unresolved entry was corrected to nothing. */
  | ({ readonly kind: 'corrected' } & Booking)
  | { readonly kind: 'unknown_hold' }
  | { readonly kind: 'already_ended'; readonly state: HoldState }

export type ExpireResult =
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown_hold' }
  | { readonly kind: 'already_ended'; readonly state: HoldState }

/** Books what was spent without a hold, such as a task's estimate. The money is gone: limits do not refuse it. */
export interface RecordRequest {
  readonly id: string
  readonly attribution: Attribution
  /** Under which the workflow of the attribution is run. */
  readonly claim?: number | undefined
  readonly call: CallDescription
  readonly scopes: readonly ScopeLimit[]
  readonly amountNanoUsd: NanoUsd
  readonly provenance: Provenance
  readonly usage: Usage
  readonly cautions?: readonly Caution[]
  readonly free?: boolean
  /** How many calls it stands for, and how many of them cost nothing. Default: one, which costs nothing if `free` says so. */
  readonly counts?: { readonly calls: number; readonly freeRequests: number } | undefined
  /**
   * What is booked for the same right after it, as further lines of one event: what both cross together is crossed once, with this
   * line. Default: nothing.
   */
  readonly followedByNanoUsd?: NanoUsd | undefined
  /** Somebody else says when it was: it counts then, whatever was held since. */
  readonly isDated?: boolean | undefined
  readonly atMs: number
}

export type Recorded = { readonly kind: 'recorded' } & Booking
export type RecordResult = Recorded | LostWorkflow

export interface CorrectRequest {
  /** The id of the replacement, made by the caller. */
  readonly id: string
  readonly corrects: string
  readonly amountNanoUsd: NanoUsd
  readonly provenance: Provenance
  /** Default: that of the entry. */
  readonly usage?: Usage | undefined
  readonly atMs: number
  /** Who corrects it by hand, and why: for the audit trail, in the transaction that books the correction. */
  readonly byHand?: { readonly by: string; readonly reason: string } | undefined
}

export type CorrectResult =
  | ({ readonly kind: 'corrected' } & Booking)
  | { readonly kind: 'unknown_entry' }
  /** Name the replacement instead. */
  | { readonly kind: 'already_corrected'; readonly by: string }
