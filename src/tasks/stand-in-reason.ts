import type { MissingReason } from '../brief/note.ts'
import { refusalIn } from '../budget/budget-refused-error.ts'
import { providerProblemOf } from '../llm/provider-problem.ts'
import { UnpricedModelError } from '../llm/unpriced-model-error.ts'
import { UnusableAnswerError } from '../llm/unusable-answer-error.ts'
import type { TaskContext } from './task.ts'

/**
 * Why something else stands in for a model that failed; what its owners are to know of it is told.
 *
 * @throws the error, where nobody foresaw it or the work was called off.
 */
export function standInReason(
  error: unknown,
  { signal, trouble }: Pick<TaskContext, 'signal' | 'trouble'>,
): MissingReason {
  signal.throwIfAborted()
  if (refusalIn(error)) return 'budget'
  const isUnusable = error instanceof UnusableAnswerError
  if (!isUnusable && !(error instanceof UnpricedModelError) && !providerProblemOf(error)) throw error
  trouble(error)
  return isUnusable ? 'unusable_answer' : 'service_unavailable'
}
