import type { WorkflowResult } from '../orchestrator/workflow-result.ts'
import { type RunResultJson, runResultToJson } from '../wire/run-result.ts'
import { adviceText, failureText } from './failure-text.ts'
import { textsOf } from './i18n.ts'
import { noteText } from './note-text.ts'
import type { Texts } from './texts.ts'

const english = textsOf('en')

/** A run's result as JSON, with its words in English unless another language is asked for. */
export function resultJson(result: WorkflowResult, texts: Texts = english): RunResultJson {
  return runResultToJson(result, {
    note: (note) => noteText(note, texts),
    failure: (failure) => {
      const { says, next } = failureText(failure, texts)
      return { message: says, hint: adviceText(failure, texts) ?? next }
    },
  })
}
