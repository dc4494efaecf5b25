import type { Texts } from '../../../locales/texts.ts'
import type { CostReport } from '../../../report/cost-report.ts'
import type { FieldPlan } from './card.ts'

/** Everything that a report counts, a line each. */
export function figureFields(report: CostReport, texts: Texts): readonly FieldPlan[] {
  const { totals, averagePerOperationNanoUsd, averagePerWorkflowNanoUsd, workflows } = report
  const field = (name: string, lines: readonly string[]) => ({ name, lines, inline: true })
  return [
    field(texts.t('report.operations'), [
      texts.number(totals.calls),
      ...(workflows === undefined ? [] : [texts.t('common.runs', { count: workflows })]),
    ]),
    field(texts.t('report.average'), [
      ...(averagePerOperationNanoUsd === undefined
        ? []
        : [texts.t('report.perOperation', { amount: texts.money(averagePerOperationNanoUsd, 'four') })]),
      ...(averagePerWorkflowNanoUsd === undefined
        ? []
        : [texts.t('report.perRun', { amount: texts.money(averagePerWorkflowNanoUsd, 'three') })]),
    ]),
    field(texts.t('report.tokens'), [
      texts.number(report.tokens),
      texts.t('report.tokensInOut', { input: totals.inputTokens, output: totals.outputTokens }),
    ]),
    successField(report, texts),
    field(texts.t('report.certainty'), [
      texts.t('report.confirmed', { amount: texts.money(report.confirmedNanoUsd, 'three') }),
      texts.t('report.uncertain', { amount: texts.money(report.uncertainNanoUsd, 'three') }),
    ]),
  ]
}

/** Of calls, and of runs: a run may fail before it comes to a call. */
function successField(
  { totals, successPercent, workflows = 0, failedWorkflows = 0 }: CostReport,
  texts: Texts,
): FieldPlan {
  const ofCalls = successPercent !== undefined && {
    percent: texts.percent(successPercent),
    failed: totals.failedCalls,
  }
  const lines = [
    ...(ofCalls ? [texts.t('report.callsServed', ofCalls)] : []),
    ...(failedWorkflows > 0
      ? [texts.t('report.runsFailed', { failed: failedWorkflows, all: workflows })]
      : []),
  ]
  return { name: texts.t('report.success'), lines, inline: true }
}
