import type { NanoUsd } from '../money/nano-usd.ts'
import type { Caution } from '../pricing/caution.ts'
import type { Usage } from '../pricing/usage.ts'
import type { Attribution, CallDescription } from './attribution.ts'

export const provenances = ['reported', 'computed', 'estimated', 'unresolved'] as const
/**
 * How an entry's cost is known: `reported` by the provider as money, `computed` from the usage it reported,
 * `estimated` by us, or `unresolved`: nobody told, so it stands at what was held.
 */
export type Provenance = (typeof provenances)[number]

export const entryKinds = ['charge', 'reversal', 'replacement'] as const
/** A correction is two lines that name the entry they correct: its reversal and the replacement. */
export type EntryKind = (typeof entryKinds)[number]

/** One immutable line of the ledger. */
export interface Entry extends Attribution, CallDescription {
  readonly id: string
  readonly kind: EntryKind
  /** The entry that this one corrects. */
  readonly corrects?: string | undefined
  readonly holdId?: string | undefined
  /** When it was written, epoch milliseconds. */
  readonly bookedAtMs: number
  /** The time that decides its periods: when its money was held. */
  readonly heldAtMs: number
  /** Negative in a reversal. */
  readonly amountNanoUsd: NanoUsd
  readonly provenance: Provenance
  /** 1 for a call that was served, 0 for one that failed unbilled, -1 in a reversal of a served one. */
  readonly calls: number
  /** 1 for a call that failed and was not billed. */
  readonly failedCalls: number
  /** 1 when the call went to a priced or free provider and cost nothing; local models do not count. */
  readonly freeRequests: number
  readonly usage: Usage
  /** As the reply names the model that answered, where it names one. */
  readonly servedModel?: string | undefined
  /** It cost more than was held for it. */
  readonly overage: boolean
  /** What is to be known about its cost; empty for most. */
  readonly cautions: readonly Caution[]
  readonly scopes: readonly string[]
}
