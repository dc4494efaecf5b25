import type { Config } from '../../app/config.ts'
import type { Output } from '../../app/output.ts'
import { resultJson } from '../../locales/result-json.ts'
import type { WorkflowResult } from '../../orchestrator/workflow-result.ts'
import { resultText } from './brief-text.ts'

/** Prints what a run came to. Without a brief the text is a message, not data: a file that takes the output stays empty. */
export function printResult(
  result: WorkflowResult,
  json: boolean,
  output: Output,
  { displayCurrency: currency }: Pick<Config, 'displayCurrency'>,
): void {
  const { width } = output
  if (json) output.data(JSON.stringify(resultJson(result)))
  else if (result.brief) output.data(resultText(result, { width, currency }))
  else output.info(resultText(result, { width, currency }))
}
