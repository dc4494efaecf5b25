import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { Period } from '../ledger/period.ts'
import type { Subject } from '../ledger/subject.ts'
import type { TimeRange } from '../ledger/summary.ts'
import { entryPages } from '../ledger/walk-entries.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import { localProvider, type ModelId, parseModelId } from '../pricing/model-id.ts'
import type { PriceAnswer } from '../pricing/price-answer.ts'
import { isOfLimit, limitAdvice } from './limit-advice.ts'
import { periodRange } from './period-range.ts'
import { type ModelPrice, type Qualities, type Recommendation, SavingsOfCalls } from './recommendations.ts'

export interface RecommendationBooks {
  readonly ledger: Pick<
    LedgerStore,
    'summary' | 'entriesIn' | 'subjects' | 'budgetStatus' | 'series' | 'timeZone'
  >
  /** The models that are configured. */
  readonly models: readonly ModelId[]
  readonly priceOf: (model: ModelId) => PriceAnswer
  /** What is known of how well models do. */
  readonly qualities?: Qualities
}

/** Limits of more subjects are not looked at. */
const mostSubjects = 500
/** How far back use is held against limits. */
const lookedBack: Readonly<Partial<Record<Period, number>>> = { day: 30, month: 180 }

/** What would have cost less in a range, the largest saving first, then limits far from what is used. */
export async function readRecommendations(
  { ledger, models, priceOf, qualities }: RecommendationBooks,
  range: TimeRange,
  nowMs: number,
): Promise<readonly Recommendation[]> {
  const used = [...(await ledger.summary(range, {})).by.model.keys()].flatMap(
    (name) => parseModelId(name) ?? [],
  )
  const savings = new SavingsOfCalls(
    surePrices([...models, ...used], priceOf),
    (model) => priceIn(priceOf(model)),
    qualities,
  )
  for await (const page of entryPages(ledger, range)) for (const entry of page) savings.add(entry)
  const limits: Recommendation[] = []
  for (const subject of (await ledger.subjects()).slice(0, mostSubjects))
    limits.push(...(await limitsOf(subject, ledger, nowMs)))
  return [...savings.found(), ...limits]
}

/** Each once; what is local, or whose price nobody is sure of, is compared with nothing. */
function surePrices(
  models: readonly ModelId[],
  priceOf: (model: ModelId) => PriceAnswer,
): readonly ModelPrice[] {
  const each = new Map(models.map((model) => [`${model.provider}:${model.model}`, model]))
  return [...each.values()].flatMap((model) => {
    const answer = priceOf(model)
    const isSure = answer.kind === 'priced' && !answer.estimated && answer.caution === undefined
    return model.provider !== localProvider && isSure ? [{ model, price: answer.price }] : []
  })
}

function priceIn(answer: PriceAnswer) {
  return answer.kind === 'priced' ? answer.price : undefined
}

async function limitsOf(
  subject: Subject,
  ledger: RecommendationBooks['ledger'],
  nowMs: number,
): Promise<readonly Recommendation[]> {
  const found: Recommendation[] = []
  const timeZone = await ledger.timeZone(subject)
  for (const { period, budget } of await ledger.budgetStatus(subject, nowMs)) {
    const days = lookedBack[period]
    if (!budget || days === undefined || !isOfLimit(budget)) continue
    const { fromMs } = periodRange({ kind: 'days', days }, nowMs, timeZone)
    const points = await ledger.series({ subject, period, fromMs, toMs: nowMs + 1 })
    const spent: readonly NanoUsd[] = points.map(({ spentNanoUsd }) => spentNanoUsd)
    found.push(...limitAdvice({ subject: subject.name, period, limitNanoUsd: budget.limitNanoUsd, spent }))
  }
  return found
}
