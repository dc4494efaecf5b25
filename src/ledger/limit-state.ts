import type { NanoUsd } from '../money/nano-usd.ts'
import type { Period } from './period.ts'
import { bookedSubject, type Subject, type SubjectKind } from './subject.ts'

/** A ceiling of a running scope, or of one task within it. */
export interface ScopeLimit {
  /** The scope's id, with `/<task>` behind it for a task's limit. */
  readonly account: string
  readonly kind: 'scope' | 'task'
  /** Undefined when the scope counts but does not limit. */
  readonly limitNanoUsd?: NanoUsd | undefined
}

/** One limit with what is used of it. */
export interface LimitState {
  readonly kind: SubjectKind | 'scope' | 'task'
  /** The subject, or the scope's account. */
  readonly subject: string
  readonly period?: Period | undefined
  readonly mode: 'hard' | 'soft'
  readonly limitNanoUsd: NanoUsd
  readonly spentNanoUsd: NanoUsd
  readonly heldNanoUsd: NanoUsd
  /** When the period ends, epoch milliseconds; undefined for a scope, which has no period. */
  readonly resetsAtMs?: number | undefined
}

/** Whose limit it is; undefined for the limit of a scope or task, which is nobody's. */
export function limitedSubject({ kind, subject }: Pick<LimitState, 'kind' | 'subject'>): Subject | undefined {
  return kind === 'scope' || kind === 'task' ? undefined : bookedSubject(subject)
}

/** The tightest limit that did not admit `requestedNanoUsd`. */
export interface Refusal extends LimitState {
  readonly requestedNanoUsd: NanoUsd
}

/** Whether the amount would fit if nothing were set aside: then it is refused only until calls under way have ended. */
export function isOnlyHeld({ limitNanoUsd, spentNanoUsd, requestedNanoUsd }: Refusal): boolean {
  return spentNanoUsd + requestedNanoUsd <= limitNanoUsd
}

/** What a limit leaves, never below zero: of 1.00 with 0.60 spent and 0.30 held, 0.10; with 1.20 spent, 0. */
export function leftOf({
  limitNanoUsd,
  spentNanoUsd,
  heldNanoUsd,
}: Pick<LimitState, 'limitNanoUsd' | 'spentNanoUsd' | 'heldNanoUsd'>): NanoUsd {
  const left = limitNanoUsd - spentNanoUsd - heldNanoUsd
  return left > 0n ? left : 0n
}

/** What a limit leaves should all that is set aside come back: of 1.00 with 0.60 spent and 0.30 held, 0.40. */
export function unspentOf(limit: Pick<LimitState, 'limitNanoUsd' | 'spentNanoUsd'>): NanoUsd {
  return leftOf({ ...limit, heldNanoUsd: 0n })
}
