import { ProviderCostsError } from '../llm/provider-costs/provider-costs-error.ts'
import { PriceOverridesError } from '../pricing/price-overrides-error.ts'
import { exitCodes } from './exit-codes.ts'
import type { Output } from './output.ts'
import { ConfigError } from './settings/config-error.ts'
import { problemText } from './terminal-text.ts'

/**
 * Says what went wrong and what to do; the exit code. An error that nobody foresaw keeps its stack.
 *
 * @param wordsOf an error in words, and what can be done about it; undefined for one that nobody foresaw
 */
export function reportError(
  error: unknown,
  output: Output,
  wordsOf: (error: Error) => { readonly says: string; readonly advice: string } | undefined,
): number {
  if (!(error instanceof Error)) {
    output.info(String(error))
    return exitCodes.failed
  }
  const words = error instanceof ConfigError ? { says: error.message, advice: error.hint } : wordsOf(error)
  output.info(words ? problemText(words.says, words.advice, output.width) : (error.stack ?? error.message))
  return isWrongUse(error) ? exitCodes.wrongUsage : exitCodes.failed
}

function isWrongUse(error: Error): boolean {
  if (error instanceof ProviderCostsError) return error.reason === 'no_key' || error.reason === 'no_endpoint'
  return error instanceof ConfigError || error instanceof PriceOverridesError
}
