import { z } from 'zod'
import { periods } from '../ledger/period.ts'
import { type Recommendation, wastedKinds } from '../report/recommendations.ts'
import { count, usd } from './fields.ts'

const saving = { calls: count, spent_usd: usd, saving_usd: usd }
const use = { task: z.string(), model: z.string(), ...saving }
const limit = { subject: z.string(), period: z.enum(periods), limit_usd: usd }

/** Something that would have cost less, by what the books say. */
const recommendationForm = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cheaper_model'),
    ...use,
    instead: z.string(),
    /** What share of the facts briefs of the two tell, from 0 to 1; null where not both were measured. */
    quality: z.strictObject({ model: z.number(), instead: z.number() }).nullable(),
  }),
  z.strictObject({ kind: z.literal('unread_cache'), ...use }),
  z.strictObject({ kind: z.enum(wastedKinds), ...use }),
  z.strictObject({ kind: z.literal('unresolved_calls'), ...saving }),
  z.strictObject({ kind: z.literal('limit_above_use'), ...limit, spent_usd: usd, saving_usd: usd }),
  /** It saves nothing to raise it. */
  z.strictObject({
    kind: z.literal('limit_below_use'),
    ...limit,
    used_up: count,
    periods: count,
    saving_usd: z.null(),
  }),
])
export const recommendationsForm = z.array(recommendationForm)
export type RecommendationsJson = z.input<typeof recommendationsForm>

export function recommendationsToJson(recommendations: readonly Recommendation[]): RecommendationsJson {
  return z.encode(recommendationsForm, recommendations.map(valuesOf))
}

function valuesOf(recommendation: Recommendation): z.output<typeof recommendationForm> {
  switch (recommendation.kind) {
    case 'cheaper_model': {
      const { kind, task, model, instead, quality = null } = recommendation
      return { kind, task, model, instead, quality, ...savingOf(recommendation) }
    }
    case 'unread_cache':
    case 'uncached_prompts':
    case 'repeated_calls':
    case 'idle_passes':
    case 'sent_silence': {
      const { kind, task, model } = recommendation
      return { kind, task, model, ...savingOf(recommendation) }
    }
    case 'unresolved_calls':
      return { kind: recommendation.kind, ...savingOf(recommendation) }
    case 'limit_above_use': {
      const { kind, spentNanoUsd, savingNanoUsd } = recommendation
      return { kind, ...limitOf(recommendation), spent_usd: spentNanoUsd, saving_usd: savingNanoUsd }
    }
    case 'limit_below_use': {
      const { kind, usedUp, periods } = recommendation
      return { kind, ...limitOf(recommendation), used_up: usedUp, periods, saving_usd: null }
    }
    default:
      return recommendation satisfies never
  }
}

function savingOf({
  calls,
  spentNanoUsd,
  savingNanoUsd,
}: {
  readonly calls: number
  readonly spentNanoUsd: bigint
  readonly savingNanoUsd: bigint
}) {
  return { calls, spent_usd: spentNanoUsd, saving_usd: savingNanoUsd }
}

function limitOf({ subject, period, limitNanoUsd }: Extract<Recommendation, { kind: `limit_${string}` }>) {
  return { subject, period, limit_usd: limitNanoUsd }
}
