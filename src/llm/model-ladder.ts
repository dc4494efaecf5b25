import { refusalIn } from '../budget/budget-refused-error.ts'
import type { ModelId } from '../pricing/model-id.ts'
import { UnpricedModelError } from './unpriced-model-error.ts'

/**
 * Tries the models of a ladder, dearest first, until one can be paid for.
 *
 * @throws {BudgetRefusedError} the last model's refusal when none can; whatever else an attempt throws, at once.
 */
export async function onLadder<T>(
  ladder: readonly ModelId[],
  attempt: (model: ModelId) => Promise<T>,
): Promise<T> {
  let refused: unknown = new RangeError('A ladder needs at least one model.')
  for (const model of ladder) {
    try {
      return await attempt(model)
    } catch (error) {
      const refusal = refusalIn(error)
      if (!refusal && !(error instanceof UnpricedModelError)) throw error
      refused = refusal ?? error
    }
  }
  throw refused
}
