import type { Verdict } from './verdict.ts'

/** Whether a claim stands without a verdict: of such a one there is nothing to show but what it says. */
export function isUnchecked(verdict: Verdict): boolean {
  return verdict === 'not checkable here' || verdict === 'not checked'
}
