import type { UsualOutput } from '../ledger/usual-output.ts'

/** From so many calls on the books alone say what is usual. */
export const callsThatTell = 20
/** What a call may write, in percent of what such calls wrote: one that is a little longer than all before is no surprise. */
export const usualMarginPercent = 150

export interface CeilingBounds {
  readonly leastOutputTokens: number
  /** What is thought to be enough until the books tell. */
  readonly usualOutputTokens: number
  readonly maxOutputTokens: number
}

/**
 * The output ceiling of a call, and the lowest that is of use. The ceiling is half as much again as such calls need; what 95 in 100
 * need is of use, also where more was thought to be. With few calls in the books both are no less than was thought.
 * Of 1,000 tokens in 95 of 100 calls: 1,500, and 700 where that is thought to be of use; of 400 tokens: 600 and 400.
 */
export function usualCeiling(
  { calls, highTokens }: UsualOutput,
  { leastOutputTokens, usualOutputTokens, maxOutputTokens }: CeilingBounds,
): Pick<CeilingBounds, 'leastOutputTokens' | 'maxOutputTokens'> {
  const learned = Math.ceil((highTokens * usualMarginPercent) / 100)
  const isKnown = calls >= callsThatTell
  const ceiling = isKnown ? learned : Math.max(learned, usualOutputTokens)
  const least = isKnown ? Math.min(highTokens, leastOutputTokens) : leastOutputTokens
  return {
    leastOutputTokens: Math.max(1, least),
    maxOutputTokens: Math.min(Math.max(1, ceiling, least), maxOutputTokens),
  }
}
