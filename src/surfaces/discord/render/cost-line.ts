import type { Texts } from '../../../locales/texts.ts'
import { type NanoUsd, parseUsd } from '../../../money/nano-usd.ts'
import type { TrackCost } from '../../../report/track-cost.ts'
import { taskLabel } from './labels.ts'

export const costForms = ['basic', 'detailed', 'compact'] as const
export type CostForm = (typeof costForms)[number]

const tasksShown = 20

/**
 * What a run cost, in plain text without Markdown: three decimals for the total, four for each task. Zero reads `free` when
 * requests went to somebody else's service and cost nothing, and `local model` otherwise. What is only held for calls
 * whose bill has not come, `unresolvedNanoUsd` of it, is told apart. Undefined without cost data.
 */
export function costLine(
  cost: TrackCost | undefined,
  form: CostForm,
  texts: Texts,
  unresolvedNanoUsd: NanoUsd = 0n,
): string | undefined {
  if (!cost) return undefined
  const summary = summaryOf(cost, unresolvedNanoUsd, texts)
  switch (form) {
    case 'compact':
      return summary
    case 'basic':
      return `${texts.t('cost.finished')} · ${summary}`
    case 'detailed':
      return [`${texts.t('cost.finished')} · ${summary}`, ...detailsOf(cost, texts)].join('\n')
    default:
      return form satisfies never
  }
}

function summaryOf(cost: TrackCost, unresolvedNanoUsd: NanoUsd, texts: Texts): string {
  return [
    unresolvedNanoUsd > 0n
      ? texts.money(parseUsd(cost.total_cost) - unresolvedNanoUsd, 'three')
      : amountOf(cost, texts),
    texts.t('common.requests', { count: cost.api_calls }),
    texts.t('common.tokens', { count: cost.total_tokens }),
    ...(unresolvedNanoUsd > 0n
      ? [texts.t('cost.unresolved', { amount: texts.money(unresolvedNanoUsd, 'three') })]
      : []),
  ].join(' · ')
}

function amountOf({ total_cost, free_requests }: TrackCost, texts: Texts): string {
  if (total_cost !== 0) return texts.money(parseUsd(total_cost), 'three')
  return texts.t(free_requests > 0 ? 'cost.free' : 'cost.localModel')
}

function detailsOf(cost: TrackCost, texts: Texts): string[] {
  const nodes = Object.entries(cost.node_costs)
  const leftOut = nodes.length - tasksShown
  const { prompt_tokens: input, completion_tokens: output, free_requests: count } = cost
  return [
    ...nodes
      .slice(0, tasksShown)
      .map(([task, usd]) => `${taskLabel(task, texts, 60)}: ${texts.money(parseUsd(usd), 'four')}`),
    ...(leftOut > 0 ? [texts.t('common.more', { count: leftOut })] : []),
    texts.t('cost.tokensInOut', { input, output }),
    ...(count > 0 ? [texts.t('cost.freeRequests', { count })] : []),
  ]
}
