import type { Recommendation } from '../report/recommendations.ts'
import { breakdownName } from './breakdown-name.ts'
import type { Texts } from './texts.ts'

/**
 * A recommendation in a sentence or two.
 *
 * @param code how a name is shown, which may be any text.
 */
export function recommendationText(
  recommendation: Recommendation,
  texts: Texts,
  code: (name: string) => string,
): string {
  switch (recommendation.kind) {
    case 'cheaper_model': {
      const { instead, quality } = recommendation
      const use = { ...useOf(recommendation, texts, code), instead: code(instead) }
      if (!quality) return texts.t('savings.cheaper_model', use)
      const [facts, factsInstead] = [quality.model, quality.instead].map((share) =>
        texts.percent(Math.round(share * 100)),
      )
      return texts.t('savings.cheaper_model_measured', {
        ...use,
        facts: facts ?? '',
        factsInstead: factsInstead ?? '',
      })
    }
    case 'unread_cache':
    case 'uncached_prompts':
    case 'repeated_calls':
    case 'idle_passes':
    case 'sent_silence':
      return texts.t(`savings.${recommendation.kind}`, useOf(recommendation, texts, code))
    case 'unresolved_calls': {
      const { calls, savingNanoUsd } = recommendation
      return texts.t('savings.unresolved_calls', {
        calls: texts.t('common.calls', { count: calls }),
        saving: texts.money(savingNanoUsd),
      })
    }
    case 'limit_above_use':
    case 'limit_below_use':
      return limitText(recommendation, texts, code)
    default:
      return recommendation satisfies never
  }
}

type Use = Extract<Recommendation, { task: string }>

function useOf(
  { task, model, calls, spentNanoUsd, savingNanoUsd }: Use,
  texts: Texts,
  code: (name: string) => string,
) {
  return {
    saving: texts.money(savingNanoUsd),
    task: breakdownName('task', task, texts),
    model: code(model),
    spent: texts.money(spentNanoUsd),
    calls: texts.t('common.calls', { count: calls }),
  }
}

type LimitAdvice = Extract<Recommendation, { kind: `limit_${string}` }>

function limitText(advice: LimitAdvice, texts: Texts, code: (name: string) => string): string {
  const period = advice.period === 'month' ? 'month' : 'day'
  const limit = { subject: code(advice.subject), limit: texts.money(advice.limitNanoUsd) }
  if (advice.kind === 'limit_below_use') {
    const { usedUp, periods } = advice
    return texts.t(`savings.limit_below_use.${period}`, { ...limit, usedUp, periods })
  }
  const { spentNanoUsd, savingNanoUsd } = advice
  const figures = { spent: texts.money(spentNanoUsd), saving: texts.money(savingNanoUsd) }
  return texts.t(`savings.limit_above_use.${period}`, { ...limit, ...figures })
}
