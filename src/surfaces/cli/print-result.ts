import type { Config } from '../../app/config.ts'
import type { Output } from '../../app/output.ts'
import { textsOf } from '../../locales/i18n.ts'
import { resultJson } from '../../locales/result-json.ts'
import { formatUsd } from '../../money/format.ts'
import type { WorkflowResult } from '../../orchestrator/workflow-result.ts'
import { resultText } from './brief-text.ts'

const english = textsOf('en')

type PrintSettings = Pick<Config, 'displayCurrency' | 'tracksCosts' | 'costAlertThresholdNanoUsd'>

/** Prints what a run came to. Without a brief the text is a message, not data: a file that takes the output stays empty. */
export function printResult(
  result: WorkflowResult,
  json: boolean,
  output: Output,
  { displayCurrency: currency, tracksCosts, costAlertThresholdNanoUsd: threshold }: PrintSettings,
): void {
  const { width } = output
  if (json) output.data(JSON.stringify(resultJson(result)))
  else if (result.brief) output.data(resultText(result, { width, currency, hasBill: tracksCosts }))
  else output.info(resultText(result, { width, currency, hasBill: tracksCosts }))
  const cost = result.cost?.totalNanoUsd ?? 0n
  if (threshold !== undefined && cost >= threshold)
    output.info(
      english.t('costSettings.overThreshold', {
        workflow: result.workflow,
        cost: formatUsd(cost, 'readable'),
        threshold: formatUsd(threshold, 'readable'),
      }),
    )
}
