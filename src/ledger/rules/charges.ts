import type { NanoUsd } from '../../money/nano-usd.ts'
import type { Entry } from '../entry.ts'
import type { Hold } from '../hold.ts'

/** What a call came to. */
export interface CallCost extends Pick<Entry, 'amountNanoUsd' | 'provenance' | 'usage'> {
  readonly cautions?: Entry['cautions'] | undefined
  readonly servedModel?: string | undefined
  /** Whether a cost of zero counts as a free request (not for local models). */
  readonly free?: boolean | undefined
}

/** The id of the entry that ends a hold. */
export function entryIdOf(holdId: string): string {
  return `${holdId}:entry`
}

/** The line of a call that was served: 1 call, and 1 free request when it cost nothing and counts as one. */
export function chargeOf(hold: Hold, cost: CallCost, bookedAtMs: number): Entry {
  return {
    ...heldFor(hold),
    bookedAtMs,
    amountNanoUsd: cost.amountNanoUsd,
    provenance: cost.provenance,
    usage: cost.usage,
    servedModel: cost.servedModel,
    cautions: cost.cautions ?? [],
    calls: 1,
    failedCalls: 0,
    freeRequests: freeRequestsOf(cost),
    overage: isOverage(cost.amountNanoUsd, hold),
  }
}

/** The line of a call that failed and was not billed: no call, no cost, 1 failed call. */
export function failedCallOf(hold: Hold, bookedAtMs: number): Entry {
  return {
    ...heldFor(hold),
    bookedAtMs,
    amountNanoUsd: 0n,
    provenance: 'computed',
    usage: {},
    cautions: [],
    calls: 0,
    failedCalls: 1,
    freeRequests: 0,
    overage: false,
  }
}

export function freeRequestsOf({ amountNanoUsd, free }: Pick<CallCost, 'amountNanoUsd' | 'free'>): number {
  return free && amountNanoUsd === 0n ? 1 : 0
}

/** It cost more than was held for it: 0.051 of a hold of 0.05 is an overage, 0.05 is none. */
export function isOverage(amountNanoUsd: NanoUsd, hold: Pick<Hold, 'amountNanoUsd'>): boolean {
  return amountNanoUsd > hold.amountNanoUsd
}

function heldFor(hold: Hold) {
  const { tenant, user, workflow, task, depth, conversation, sourceKind } = hold
  const { provider, model, operation, priceVersion, attempt } = hold
  return {
    ...{ tenant, user, workflow, task, depth, conversation, sourceKind },
    ...{ provider, model, operation, priceVersion, attempt },
    id: entryIdOf(hold.id),
    holdId: hold.id,
    kind: 'charge' as const,
    heldAtMs: hold.heldAtMs,
    scopes: hold.scopes,
  }
}
