import { isUnchecked } from '../brief/unchecked.ts'
import type { VerifiedClaim } from '../brief/verdict.ts'
import type { WorkflowResult } from './workflow-result.ts'

/** Why claims stand without a verdict; `noted`: the notes of the result say it. */
export type UncheckedReason = 'depth' | 'notTried' | 'noSource' | 'noEvidence' | 'noted'

/**
 * Why claims of a result stand without a verdict; undefined where none does.
 *
 * @param hasEvidenceSearch default: as it was when they were checked
 */
export function whyUnchecked(
  { tasks, brief, notes }: Pick<WorkflowResult, 'tasks' | 'brief' | 'notes'>,
  hasEvidenceSearch = !notes.some(({ code }) => code === 'no_search'),
): UncheckedReason | undefined {
  const unchecked = brief?.claims.filter(({ verdict }) => isUnchecked(verdict)) ?? []
  if (unchecked.length === 0) return undefined
  if (!tasks.some(({ task }) => task === 'verification')) return 'depth'
  if (unchecked.some(({ verdict }) => verdict === 'not checkable here'))
    return hasEvidenceSearch ? 'noEvidence' : 'noSource'
  return notes.some(({ code }) => code === 'task_missing') ? 'noted' : 'notTried'
}

/**
 * Claims without a verdict that the summary and the key points do not say already, in the same words: a summary, though, does not say at
 * what time of a recording something is said.
 */
export function untoldClaims({
  claims,
  summary,
  keyPoints,
}: NonNullable<WorkflowResult['brief']>): readonly VerifiedClaim[] {
  return claims.filter(
    ({ verdict, text, atSeconds }) =>
      isUnchecked(verdict) &&
      (atSeconds !== undefined || !summary.includes(text)) &&
      keyPoints.every((point) => point.text !== text),
  )
}
