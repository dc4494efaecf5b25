import type { Texts } from '../../locales/texts.ts'
import { largestBudgetNanoUsd, type ReadAmount } from './read-amount.ts'
import { safeLine } from './render/safe-text.ts'

/** Why what was typed is no amount, with an example of one. */
export function amountProblem(
  { kind }: Exclude<ReadAmount, { kind: 'amount' }>,
  text: string,
  texts: Texts,
): string {
  switch (kind) {
    case 'invalid':
      return texts.t('error.invalidAmount', { input: safeLine(text, 100) })
    case 'too_large':
      return texts.t('error.amountTooLarge', { most: texts.money(largestBudgetNanoUsd) })
    default:
      return kind satisfies never
  }
}
