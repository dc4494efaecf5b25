import { type AmountProblem, largestAmountNanoUsd, mostDecimals } from '../money/read-amount.ts'
import type { Texts } from './texts.ts'

/** Why what was given is no amount to set, with an example of one. `input`: it, made fit for where the sentence is shown. */
export function amountProblemText({ code }: AmountProblem, input: string, texts: Texts): string {
  switch (code) {
    case 'not_an_amount':
      return texts.t('error.invalidAmount', { input })
    case 'negative':
      return texts.t('error.negativeAmount')
    case 'too_many_decimals':
      return texts.t('error.tooManyDecimals', { most: mostDecimals })
    case 'too_large':
      return texts.t('error.amountTooLarge', { most: texts.money(largestAmountNanoUsd) })
    default:
      return code satisfies never
  }
}
