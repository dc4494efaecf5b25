import { z } from 'zod'
import { type Claim, pointSchema } from './analysis.ts'

export const verdicts = [
  'supported',
  'contradicted',
  'disputed',
  'not in source',
  'not checkable here',
  'not checked',
] as const
/**
 * What verification found of a claim. `disputed`: there is evidence for and against, or two models disagree; `not in source`: the
 * source does not say it; `not checkable here`: there was nothing to hold it against; `not checked`: nobody tried.
 */
export type Verdict = (typeof verdicts)[number]

export interface Evidence {
  readonly text: string
  readonly title: string
  readonly url?: string | undefined
  readonly stance: 'for' | 'against'
  /** `knowledge`: an earlier brief; otherwise the search's name. */
  readonly origin: string
  /** ISO 8601: of a page, when it was published; of what was read before, when that was. */
  readonly date?: string | undefined
  /** The run that has read it, of what was read before. */
  readonly workflow?: string | undefined
}

export interface VerifiedClaim extends Claim {
  readonly verdict: Verdict
  /** How sure the verdict is, 0 to 1; 0 where nothing was checked. */
  readonly confidence: number
  readonly evidence: readonly Evidence[]
}

/** A verified claim as it was stored. */
export const verifiedClaimSchema = pointSchema.extend({
  verdict: z.enum(verdicts),
  confidence: z.number().min(0).max(1),
  evidence: z
    .array(
      z.object({
        text: z.string(),
        title: z.string(),
        url: z.string().optional(),
        stance: z.enum(['for', 'against']),
        origin: z.string(),
        date: z.string().optional(),
        workflow: z.string().optional(),
      }),
    )
    .readonly(),
}) satisfies z.ZodType<VerifiedClaim>

export type Stance = Evidence['stance'] | 'unrelated'

/** How sure one can be of a claim that has evidence on both sides. */
export const disputedConfidence = 0.5

/** The verdict that evidence for and against a claim adds up to, with more confidence the more of it agrees. */
export function verdictFrom(stances: readonly Stance[]): {
  readonly verdict: Verdict
  readonly confidence: number
} {
  const pro = stances.filter((stance) => stance === 'for').length
  const contra = stances.filter((stance) => stance === 'against').length
  if (pro === 0 && contra === 0) return { verdict: 'not checkable here', confidence: 0 }
  if (pro > 0 && contra > 0) return { verdict: 'disputed', confidence: disputedConfidence }
  // One passage makes it more likely than not; each further one halves the rest of the doubt.
  const confidence = rounded(1 - 0.4 * 0.5 ** (Math.max(pro, contra) - 1))
  return { verdict: pro > 0 ? 'supported' : 'contradicted', confidence: Math.min(confidence, 0.95) }
}

function rounded(confidence: number): number {
  return Math.round(confidence * 100) / 100
}
