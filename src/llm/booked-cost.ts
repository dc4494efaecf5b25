import type { Provenance } from '../ledger/entry.ts'
import { toExactUsd } from '../money/format.ts'
import { type NanoUsd, parseUsd } from '../money/nano-usd.ts'
import type { Caution } from '../pricing/caution.ts'
import { checkUsage, type UsageProblem } from '../pricing/check-usage.ts'
import { formatModelId } from '../pricing/model-id.ts'
import { modifiedRates } from '../pricing/modifier-rules.ts'
import { isFree } from '../pricing/price.ts'
import type { PricedAnswer } from '../pricing/price-answer.ts'
import { type ReconciledCost, reconcileCost } from '../pricing/reconcile-cost.ts'
import type { Usage } from '../pricing/usage.ts'
import type { BookedCall } from './booked-call.ts'
import { costOfUsage } from './cost-of-usage.ts'

export interface BookedCost {
  readonly amountNanoUsd: NanoUsd
  readonly provenance: Provenance
  readonly usage: Usage
  readonly cautions: readonly Caution[]
}

/** Sellers whose replies name what they charge, which is not always what they list. */
const sellersNamingCharges = new Set(['openrouter', 'x-ai', 'perplexity'])

/**
 * What a call is booked at: the cost that the reply names and tokens × price, each held against the other; where the tokens are
 * missing or cannot be, estimated from the texts. Every doubt makes it an estimate and a caution.
 */
export function bookedCost(call: BookedCall): BookedCost {
  const { plan, answer, facts } = call
  const other = call.served?.kind === 'other' ? call.served.answer : undefined
  const price = other ?? answer
  const rates = modifiedRates(facts?.modifiers ?? [], {
    seller: price.seller,
    model: other ? (facts?.servedModel ?? '') : plan.model.model,
  })
  const cost = costOfUsage(call, price.price, rates.times)
  const isBound = price.price.source === 'fallback' || cost.basis === 'estimated'
  const named = facts?.cost && parseUsd(facts.cost.costUsd)
  const feeNanoUsd = parseUsd(facts?.cost?.feeUsd ?? '0')
  const reconciled = reconcileCost(
    { ...cost, isBound },
    named === undefined
      ? undefined
      : {
          amountNanoUsd: named,
          isExplained: facts?.isCacheHit === true || isFree(price.price),
          isSellers: !price.estimated && sellersNamingCharges.has(price.seller ?? ''),
        },
  )
  const doubts = [
    ...servedDoubts(call),
    ...(facts?.disagreement ? [['tokens_disagree', facts.disagreement] as const] : []),
    ...impossibleCounts(facts?.usage).map(({ value }) => ['tokens_impossible', { counted: value }] as const),
    ...rates.unknown.map(({ kind, value }) => ['modifier_unknown', { kind, value }] as const),
    ...cost.unpriced.map((kind) => ['modifier_unknown', { kind, value: 'unpriced' }] as const),
  ]
  const costDoubts = reconciled.doubt ? [costDoubt(reconciled, cost.amountNanoUsd, named ?? 0n, answer)] : []
  const priceDoubts = price.caution ? [[price.caution, {}] as const] : []
  const model = formatModelId(plan.model)
  return {
    amountNanoUsd: reconciled.amountNanoUsd + feeNanoUsd,
    provenance: provenanceOf(reconciled, price.estimated || cost.basis === 'estimated' || doubts.length > 0),
    usage: cost.usage,
    cautions: [...priceDoubts, ...costDoubts, ...doubts].map(([code, detail]) => ({ code, model, detail })),
  }
}

/** What no model reads or writes in one call: the count is not believed, and the cost an estimate. */
function impossibleCounts(usage: Usage | undefined): readonly UsageProblem[] {
  return usage ? checkUsage(usage).filter(({ fault }) => fault === 'absurd') : []
}

type Doubt = readonly [code: Caution['code'], detail: Caution['detail']]

function provenanceOf({ basis, doubt }: ReconciledCost, isInDoubt: boolean): Provenance {
  if (doubt) return 'estimated'
  if (basis === 'named') return 'reported'
  return isInDoubt ? 'estimated' : 'computed'
}

/** A name that nobody sells, such as that of a deployment, is told what it is by the name of the model that answers. */
function servedDoubts({ plan, answer, served, facts }: BookedCall): readonly Doubt[] {
  if (!served || served.kind === 'same' || answer.price.source === 'fallback') return []
  const detail = { asked: plan.model.model, served: facts?.servedModel ?? '' }
  return [[served.kind === 'other' ? 'served_model' : 'served_unknown', detail]]
}

/** A cost for what was taken for free is told as such. */
function costDoubt(
  { doubt = 'named_cost_high' }: ReconciledCost,
  computed: NanoUsd,
  named: NanoUsd,
  { price }: PricedAnswer,
): Doubt {
  const code = doubt === 'named_cost_high' && isFree(price) ? 'free_but_charged' : doubt
  return [code, { named: toExactUsd(named), computed: toExactUsd(computed) }]
}
