import type { UsualOutput } from '../usual-output.ts'

const highPercent = 95

/**
 * The nearest-rank percentile: of 100 calls the 95th smallest, of 20 the 19th, and of fewer the largest.
 *
 * @param outputTokens of each call, in any order.
 */
export function usualOutput(outputTokens: readonly number[]): UsualOutput {
  const calls = outputTokens.length
  const rank = Math.ceil((calls * highPercent) / 100)
  return { calls, highTokens: outputTokens.toSorted((a, b) => a - b)[rank - 1] ?? 0 }
}
