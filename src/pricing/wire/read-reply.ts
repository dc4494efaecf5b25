import type { Usage } from '../usage.ts'
import { type Modifier, modifiersInHeaders } from './modifiers.ts'
import { isCacheHit, type NamedUsd, namedCostInHeaders } from './named-cost.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { type ReconciledUsage, reconcileTokens } from './reconcile-tokens.ts'
import { nothingTold, type Told } from './told.ts'

/** A reply as it came over the wire. */
export interface WireReply {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** What its JSON tells, all events of a streamed one together; undefined when nothing of it is JSON. */
  readonly told: Told | undefined
  readonly isStreamed: boolean
  /** It came to its end. Of a cut one only that is known which had arrived. */
  readonly isComplete: boolean
}

/** What a reply says of its cost. */
export interface ReplyFacts {
  readonly outcome: Outcome
  /** The provider's own count; what it did not tell is undefined. */
  readonly usage: Usage
  /** All tokens of the call, where the count tells no more. */
  readonly totalTokens?: number | undefined
  readonly disagreement?: ReconciledUsage['disagreement']
  /** The cost that the reply names. */
  readonly cost?: NamedUsd | undefined
  /** The reply says why it may cost less than its tokens: a gateway answered from a cache of its own. */
  readonly isCacheHit: boolean
  readonly modifiers: readonly Modifier[]
  /** Which model answered, as the reply names it. */
  readonly servedModel?: string | undefined
  readonly isComplete: boolean
}

/** Reads a reply of any form, whatever became of it. @param seller whose reply it is, where the address or the name tells. */
export function readReply(reply: WireReply, seller: string | undefined): ReplyFacts {
  const { status, headers, isStreamed, isComplete } = reply
  const told = reply.told ?? nothingTold
  return {
    ...reconcileTokens(told.figures, {
      reasoningBesideOutput: seller === 'x-ai',
      reasoningInTotalOnly: seller === 'google',
    }),
    outcome: outcomeOf(status, reply.told, isComplete),
    cost: told.cost ?? (isStreamed ? undefined : namedCostInHeaders(headers)),
    isCacheHit: isCacheHit(headers),
    modifiers: [...told.modifiers, ...modifiersInHeaders(headers)],
    servedModel: told.model,
    isComplete,
  }
}
