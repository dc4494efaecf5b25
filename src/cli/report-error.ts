import { ConfigError } from '../config-error.ts'
import { problemText } from './brief-text.ts'
import { exitCodes } from './exit-codes.ts'
import type { Output } from './output.ts'

/** Says what went wrong and what to do; the exit code. An error that nobody foresaw keeps its stack. */
export function reportError(error: unknown, output: Output): number {
  if (!(error instanceof Error)) {
    output.info(String(error))
    return exitCodes.failed
  }
  const hint = 'hint' in error && typeof error.hint === 'string' ? error.hint : undefined
  output.info(
    hint === undefined ? (error.stack ?? error.message) : problemText(error.message, hint, output.width),
  )
  return error instanceof ConfigError ? exitCodes.wrongUsage : exitCodes.failed
}
