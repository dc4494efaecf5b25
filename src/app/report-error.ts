import { PriceOverridesError } from '../pricing/price-overrides-error.ts'
import { exitCodes } from './exit-codes.ts'
import type { Output } from './output.ts'
import { ConfigError } from './settings/config-error.ts'
import { problemText } from './terminal-text.ts'

/**
 * Says what went wrong and what to do; the exit code. An error that nobody foresaw keeps its stack.
 *
 * @param adviceOf what can be done about an error; undefined for one that nobody foresaw
 */
export function reportError(
  error: unknown,
  output: Output,
  adviceOf: (error: Error) => string | undefined,
): number {
  if (!(error instanceof Error)) {
    output.info(String(error))
    return exitCodes.failed
  }
  const wrongSetting = error instanceof ConfigError || error instanceof PriceOverridesError
  const hint = error instanceof ConfigError ? error.hint : adviceOf(error)
  output.info(
    hint === undefined
      ? (error.stack ?? error.message)
      : problemText(
          error instanceof PriceOverridesError ? `PRICES_FILE=${error.message}` : error.message,
          hint,
          output.width,
        ),
  )
  return wrongSetting ? exitCodes.wrongUsage : exitCodes.failed
}
