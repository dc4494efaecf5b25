import type { WorkflowResult } from '../orchestrator/workflow-result.ts'
import { type RunResultJson, runResultToJson } from '../wire/run-result.ts'
import { adviceText, failureText } from './failure-text.ts'
import { textsOf } from './i18n.ts'
import { noteText } from './note-text.ts'

const english = textsOf('en')

/** A run's result as JSON, with its words in English. */
export function resultJson(result: WorkflowResult): RunResultJson {
  return runResultToJson(result, {
    note: (note) => noteText(note, english),
    failure: (failure) => {
      const { says, next } = failureText(failure, english)
      return { message: says, hint: adviceText(failure, english) ?? next }
    },
  })
}
