import type { Texts } from '../../../locales/texts.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
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
      ? texts.moneyInBoth(cost.totalNanoUsd - unresolvedNanoUsd, 'three')
      : amountOf(cost, texts),
    ...countsOf(cost, texts),
    ...(unresolvedNanoUsd > 0n
      ? [texts.t('cost.unresolved', { amount: texts.money(unresolvedNanoUsd, 'three') })]
      : []),
  ].join(' · ')
}

/** Of requests to providers; what was done on this machine is said where nothing else was. */
function countsOf({ local, ...cost }: TrackCost, texts: Texts): readonly string[] {
  const { promptTokens, completionTokens } = cost.apiCalls > 0 ? cost : local
  return [
    texts.t('common.requests', { count: cost.apiCalls > 0 ? cost.apiCalls : local.calls }),
    texts.t('common.tokens', { count: promptTokens + completionTokens }),
  ]
}

function amountOf({ totalNanoUsd, freeRequests }: TrackCost, texts: Texts): string {
  if (totalNanoUsd !== 0n) return texts.moneyInBoth(totalNanoUsd, 'three')
  return texts.t(freeRequests > 0 ? 'cost.free' : 'cost.localModel')
}

function detailsOf(cost: TrackCost, texts: Texts): string[] {
  const nodes = [...cost.taskCostsNanoUsd]
  const leftOut = nodes.length - tasksShown
  const { freeRequests: count, local } = cost
  const { promptTokens: input, completionTokens: output } = cost.apiCalls > 0 ? cost : local
  return [
    ...nodes
      .slice(0, tasksShown)
      .map(([task, amount]) => `${taskLabel(task, texts, 60)}: ${texts.money(amount, 'four')}`),
    ...(leftOut > 0 ? [texts.t('common.more', { count: leftOut })] : []),
    texts.t('cost.tokensInOut', { input, output }),
    ...(count > 0 ? [texts.t('cost.freeRequests', { count })] : []),
    ...(cost.apiCalls > 0 && local.calls > 0 ? [texts.t('cost.localCalls', { count: local.calls })] : []),
  ]
}
